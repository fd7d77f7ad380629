// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/value/value_assembly.h"

#include <memory>
#include <new>
#include <span>

#include "host/plugin/service/guard.h"
#include "host/plugin/value/value_bridge.h"
#include "host/value/builder.h"
#include "host/value/utf8.h"

struct df_builder {
  dashflow::plugin::ValueAssembly assembly;
};

namespace dashflow::plugin {

bool ValueAssembly::Fail() {
  failed_ = true;
  return false;
}

bool ValueAssembly::MayPut() const {
  if (failed_) return false;
  if (levels_.empty()) return parts_.empty();
  return levels_.back().kind == Kind::kArray || levels_.back().has_key;
}

bool ValueAssembly::Begin(Kind kind) {
  if (!MayPut() || levels_.size() >= static_cast<std::size_t>(kMaxDepth)) return Fail();
  levels_.push_back({kind, parts_.size()});
  return true;
}

bool ValueAssembly::Key(std::string_view key) {
  const bool fits = !failed_ && !levels_.empty() && levels_.back().kind == Kind::kObject &&
                    !levels_.back().has_key && IsUtf8(key);
  if (!fits) return Fail();
  parts_.emplace_back(key);
  levels_.back().has_key = true;
  return true;
}

bool ValueAssembly::Put(Value value) {
  const auto depth = levels_.size() + static_cast<std::size_t>(value.depth());
  if (!MayPut() || depth > static_cast<std::size_t>(kMaxDepth)) return Fail();
  parts_.push_back(std::move(value));
  if (!levels_.empty()) levels_.back().has_key = false;
  return true;
}

bool ValueAssembly::End() {
  if (failed_ || levels_.empty()) return Fail();
  const Level level = levels_.back();
  if (level.kind == Kind::kObject && level.has_key) return Fail();
  const std::span<Value> parts = std::span(parts_).subspan(level.begin);
  Value container = level.kind == Kind::kArray ? BuildArray(parts) : BuildObject(parts);
  parts_.resize(level.begin);
  levels_.pop_back();
  return Put(std::move(container));
}

bool ValueAssembly::Finish(Value& value) {
  if (failed_ || !levels_.empty() || parts_.size() != 1) return Fail();
  value = std::move(parts_.front());
  parts_.clear();
  return true;
}

namespace {

// After an exception the assembly stays failed, as after any other failure.
template <class Step>
df_status Do(df_builder* builder, Step step) noexcept {
  if (builder == nullptr) return DF_INVALID_INPUT;
  const df_status status =
      Guard([&]() -> df_status { return step(builder->assembly) ? DF_OK : DF_INVALID_INPUT; });
  if (status != DF_OK) builder->assembly.Fail();
  return status;
}

}  // namespace

df_builder* NewBuilder() noexcept { return new (std::nothrow) df_builder; }

df_status BeginArray(df_builder* builder) noexcept {
  return Do(builder, [](ValueAssembly& assembly) { return assembly.Begin(Kind::kArray); });
}

df_status BeginObject(df_builder* builder) noexcept {
  return Do(builder, [](ValueAssembly& assembly) { return assembly.Begin(Kind::kObject); });
}

df_status AddKey(df_builder* builder, df_text key) noexcept {
  return Do(builder, [=](ValueAssembly& assembly) {
    const auto text = ReadText(key);
    return text && assembly.Key(*text);
  });
}

df_status AddValue(df_builder* builder, const df_value* value) noexcept {
  return Do(builder, [=](ValueAssembly& assembly) {
    Value copy;
    return Import(value, copy) && assembly.Put(std::move(copy));
  });
}

df_status EndContainer(df_builder* builder) noexcept {
  return Do(builder, [](ValueAssembly& assembly) { return assembly.End(); });
}

df_status FinishBuilder(df_builder* builder, df_value* out) noexcept {
  const std::unique_ptr<df_builder> owned(builder);
  Give({}, out);
  return Do(builder, [=](ValueAssembly& assembly) {
    Value value;
    if (out == nullptr || !assembly.Finish(value)) return false;
    Give(std::move(value), out);
    return true;
  });
}

void AbortBuilder(df_builder* builder) noexcept { delete builder; }

}  // namespace dashflow::plugin
