// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/value/value_parts.h"

#include "host/plugin/service/guard.h"
#include "host/plugin/value/value_bridge.h"
#include "host/value/utf8.h"

namespace dashflow::plugin {
namespace {

bool IsOf(const Look& look, Kind kind) { return look.ok() && look->kind() == kind; }

bool MayHold(const Value& element) { return element.depth() < kMaxDepth; }

}  // namespace

df_status GetMember(const df_value* object, df_text key, df_value* out) noexcept {
  const Look look(object);
  const auto name = ReadText(key);
  const Value* member = IsOf(look, Kind::kObject) && name ? look->Find(*name) : nullptr;
  Lend(member == nullptr ? Value() : *member, out);
  return member == nullptr || out == nullptr ? DF_INVALID_INPUT : DF_OK;
}

df_status GetElement(const df_value* array, std::uint64_t index, df_value* out) noexcept {
  const Look look(array);
  const bool there = IsOf(look, Kind::kArray) && index < look->size();
  Lend(there ? look->At(index) : Value(), out);
  return there && out != nullptr ? DF_OK : DF_INVALID_INPUT;
}

std::uint64_t CopyElements(const df_value* array, std::uint64_t* cursor, df_value* out,
                           std::uint64_t capacity) noexcept {
  const Look look(array);
  if (!IsOf(look, Kind::kArray) || cursor == nullptr || out == nullptr) return 0;
  std::uint64_t copied = 0;
  for (; copied < capacity && *cursor < look->size(); ++*cursor) {
    Lend(look->At(*cursor), &out[copied++]);
  }
  return copied;
}

std::uint64_t CopyMembers(const df_value* object, std::uint64_t* cursor, df_member* out,
                          std::uint64_t capacity) noexcept {
  const Look look(object);
  if (!IsOf(look, Kind::kObject) || look->empty() || cursor == nullptr || out == nullptr) return 0;
  const rep::Vector& parts = rep::VectorOf(look->raw());
  std::uint64_t copied = 0;
  for (; copied < capacity && *cursor < parts.length() / 2; ++*cursor) {
    const Value& key = Value::View(rep::ElementAt(parts, 2 * *cursor));
    if (key.is_null()) continue;  // erased
    Lend(key, &out[copied].key);
    Lend(Value::View(rep::ElementAt(parts, 2 * *cursor + 1)), &out[copied++].value);
  }
  return copied;
}

df_status AppendElement(const df_value* array, const df_value* element, df_value* out) noexcept {
  return Guard([&]() -> df_status {
    const Look look(array);
    Value last;
    const bool fits = IsOf(look, Kind::kArray) && Import(element, last) && MayHold(last);
    if (out == nullptr || !fits) return DF_INVALID_INPUT;
    Give(look->Append(std::move(last)), out);
    return DF_OK;
  });
}

df_status SetMember(const df_value* object, df_text key, const df_value* value,
                    df_value* out) noexcept {
  return Guard([&]() -> df_status {
    const Look look(object);
    const auto name = ReadText(key);
    Value member;
    const bool fits = IsOf(look, Kind::kObject) && name && IsUtf8(*name) && Import(value, member) &&
                      MayHold(member);
    if (out == nullptr || !fits) return DF_INVALID_INPUT;
    Give(look->Set(*name, std::move(member)), out);
    return DF_OK;
  });
}

}  // namespace dashflow::plugin
