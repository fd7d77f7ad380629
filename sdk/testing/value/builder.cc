// SPDX-License-Identifier: Apache-2.0
#include "value/builder.hpp"

#include <utility>

#include "value/utf8.hpp"

namespace testing = dashflow::sdk::testing;

df_builder::~df_builder() {
  testing::Release(result_);
  for (Frame& frame : open_) {
    testing::Release(frame.key);
    for (df_value& element : frame.elements) testing::Release(element);
  }
}

df_status df_builder::Fail() {
  failed_ = true;
  return DF_INVALID_INPUT;
}

bool df_builder::MayTakeValue() const {
  if (failed_) return false;
  if (open_.empty()) return !has_result_;
  return !open_.back().is_object || open_.back().has_key;
}

df_status df_builder::Begin(bool is_object) {
  if (!MayTakeValue()) return Fail();
  Frame frame;
  frame.is_object = is_object;
  if (is_object) frame.object = std::make_unique<testing::ObjectRep>();
  open_.push_back(std::move(frame));
  return DF_OK;
}

df_status df_builder::Key(std::string_view key) {
  const bool expected =
      !failed_ && !open_.empty() && open_.back().is_object && !open_.back().has_key;
  if (!expected || !testing::IsUtf8(key)) return Fail();
  open_.back().key = testing::MakeText(DF_KIND_STRING, key);
  open_.back().has_key = true;
  return DF_OK;
}

df_status df_builder::Put(const df_value& value) {
  df_value own{};
  if (!MayTakeValue() || !testing::Own(value, &own)) return Fail();
  Take(own);
  return DF_OK;
}

df_status df_builder::End() {
  if (failed_ || open_.empty() || open_.back().has_key) return Fail();
  Frame frame = std::move(open_.back());
  open_.pop_back();
  Take(frame.is_object ? testing::MakeObject(frame.object.release())
                       : testing::MakeArray(std::move(frame.elements)));
  return DF_OK;
}

df_status df_builder::Finish(df_value* out) {
  *out = df_value{};
  if (failed_ || !open_.empty() || !has_result_) return DF_INVALID_INPUT;
  *out = std::exchange(result_, df_value{});
  return DF_OK;
}

void df_builder::Take(df_value value) {
  if (open_.empty()) {
    result_ = value;
    has_result_ = true;
  } else if (open_.back().is_object) {
    open_.back().object->Set(std::exchange(open_.back().key, df_value{}), value);
    open_.back().has_key = false;
  } else {
    open_.back().elements.push_back(value);
  }
}
