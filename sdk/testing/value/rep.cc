// SPDX-License-Identifier: Apache-2.0
#include "value/rep.hpp"

#include <cmath>
#include <cstring>
#include <dashflow/testing/live_values.hpp>
#include <new>
#include <utility>

#include "value/utf8.hpp"

namespace dashflow::sdk::testing {
namespace {

std::atomic<std::int64_t> live_values{0};

// Its bytes follow it, so that `as.text` points at them and the head is found again.
struct TextRep : Rep {};

char* BytesOf(TextRep* rep) { return reinterpret_cast<char*>(rep) + sizeof(TextRep); }
TextRep* RepOf(const char* text) {
  return reinterpret_cast<TextRep*>(const_cast<char*>(text) - sizeof(TextRep));
}

bool IsText(const df_value& value) {
  return value.kind == DF_KIND_STRING || value.kind == DF_KIND_BYTES;
}

Rep* HeadOf(const df_value& value) {
  if (IsText(value)) return RepOf(value.as.text);
  return const_cast<Rep*>(static_cast<const Rep*>(value.as.rep));
}

void Free(const df_value& value) {
  if (IsText(value)) {
    TextRep* rep = RepOf(value.as.text);
    rep->~TextRep();
    ::operator delete(rep);
  } else if (value.kind == DF_KIND_ARRAY) {
    delete static_cast<const ArrayRep*>(value.as.rep);
  } else {
    delete static_cast<const ObjectRep*>(value.as.rep);
  }
}

df_value Counted(std::uint8_t kind, std::size_t size) {
  return {kind, DF_VALUE_COUNTED, 0, static_cast<std::uint32_t>(size), {.i64 = 0}};
}

}  // namespace

std::int64_t LiveValues() { return live_values; }

Rep::Rep() { ++live_values; }
Rep::~Rep() { --live_values; }

ArrayRep::~ArrayRep() {
  for (df_value& element : elements) Release(element);
}

ObjectRep::~ObjectRep() {
  for (df_member& member : members) {
    Release(member.key);
    Release(member.value);
  }
}

void ObjectRep::Set(df_value key, df_value value) {
  const auto [place, added] = places.try_emplace(TextOf(key), members.size());
  if (added) {
    members.push_back({key, value});
    return;
  }
  Release(key);
  std::swap(members[place->second].value, value);
  Release(value);
}

const df_value* ObjectRep::Find(std::string_view key) const {
  const auto place = places.find(key);
  return place == places.end() ? nullptr : &members[place->second].value;
}

df_value MakeText(std::uint8_t kind, std::string_view text) {
  auto* rep = new (::operator new(sizeof(TextRep) + text.size())) TextRep;
  if (!text.empty()) std::memcpy(BytesOf(rep), text.data(), text.size());
  df_value value = Counted(kind, text.size());
  value.as.text = BytesOf(rep);
  return value;
}

df_value MakeArray(std::vector<df_value> elements) {
  auto* rep = new ArrayRep;
  rep->elements = std::move(elements);
  df_value value = Counted(DF_KIND_ARRAY, rep->elements.size());
  value.as.rep = rep;
  return value;
}

df_value MakeObject(ObjectRep* rep) {
  df_value value = Counted(DF_KIND_OBJECT, rep->members.size());
  value.as.rep = rep;
  return value;
}

void Retain(const df_value& value) {
  if ((value.flags & DF_VALUE_COUNTED) != 0) ++HeadOf(value)->refs;
}

void Release(df_value& value) {
  if ((value.flags & DF_VALUE_COUNTED) != 0 && --HeadOf(value)->refs == 0) Free(value);
  value = df_value{};
}

bool Own(const df_value& value, df_value* out) {
  *out = value;
  if ((value.flags & DF_VALUE_COUNTED) != 0) {
    Retain(value);
    return true;
  }
  const bool good = (value.kind != DF_KIND_STRING || IsUtf8(TextOf(value))) &&
                    (value.kind != DF_KIND_DOUBLE || std::isfinite(value.as.f64));
  if (!good || value.kind > DF_KIND_BYTES) *out = df_value{};
  if (good && IsText(value)) *out = MakeText(value.kind, TextOf(value));
  return good;
}

std::string_view TextOf(const df_value& value) {
  return IsText(value) ? std::string_view(value.as.text, value.size) : std::string_view();
}

const ArrayRep* ArrayOf(const df_value& value) {
  return value.kind == DF_KIND_ARRAY ? static_cast<const ArrayRep*>(value.as.rep) : nullptr;
}

const ObjectRep* ObjectOf(const df_value& value) {
  return value.kind == DF_KIND_OBJECT ? static_cast<const ObjectRep*>(value.as.rep) : nullptr;
}

}  // namespace dashflow::sdk::testing
