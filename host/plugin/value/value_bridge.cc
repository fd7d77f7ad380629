// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/value/value_bridge.h"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "host/value/utf8.h"

namespace dashflow::plugin {
namespace {

using rep::RawValue;

static_assert(sizeof(df_value) == sizeof(Value) && alignof(df_value) == alignof(Value));
static_assert(offsetof(df_value, kind) == offsetof(RawValue, kind));
static_assert(offsetof(df_value, flags) == offsetof(RawValue, flags));
static_assert(offsetof(df_value, size) == offsetof(RawValue, size));
static_assert(offsetof(df_value, as) == offsetof(RawValue, i64));
static_assert(DF_VALUE_COUNTED == rep::kCounted);
static_assert(DF_KIND_OBJECT == static_cast<int>(Kind::kObject) &&
              DF_KIND_STRING == static_cast<int>(Kind::kString) &&
              DF_KIND_BYTES == static_cast<int>(Kind::kBytes) &&
              DF_KIND_DOUBLE == static_cast<int>(Kind::kDouble));

constexpr std::uint64_t kMaxText = UINT32_MAX;

RawValue Scalar(Kind kind, std::int64_t bits) { return {.kind = kind, .i64 = bits}; }

// Bits of `flags` that are not known mean nothing.
RawValue Payload(const df_value& value) {
  RawValue raw = std::bit_cast<RawValue>(value);
  raw.flags &= rep::kCounted;
  raw.reserved = 0;
  return raw;
}

bool IsText(Kind kind) { return kind == Kind::kString || kind == Kind::kBytes; }

}  // namespace

std::optional<std::string_view> ReadText(df_text text) {
  if (text.size > kMaxText || (text.data == nullptr && text.size != 0)) return std::nullopt;
  return std::string_view(text.data, text.size);
}

Look::Look(const df_value* value) noexcept {
  if (value == nullptr) {
    ok_ = false;
    return;
  }
  switch (value->kind) {
    case DF_KIND_BOOL:
      raw_ = Scalar(Kind::kBool, value->as.i64 != 0);
      break;
    case DF_KIND_INT:
      raw_ = Scalar(Kind::kInt, value->as.i64);
      break;
    case DF_KIND_UINT:
      raw_ = Value(value->as.u64).raw();
      break;
    case DF_KIND_DOUBLE:
      raw_ = Scalar(Kind::kDouble, value->as.i64);
      ok_ = std::isfinite(value->as.f64);
      break;
    case DF_KIND_STRING:
    case DF_KIND_BYTES:
      raw_ = Payload(*value);
      ok_ = raw_.size == 0 || raw_.text != nullptr;
      break;
    case DF_KIND_ARRAY:
    case DF_KIND_OBJECT:
      raw_ = Payload(*value);
      ok_ = raw_.flags == rep::kCounted ? raw_.body != nullptr : raw_.size == 0;
      break;
    default:
      break;
  }
}

bool Import(const df_value* from, Value& to) {
  if (from != nullptr && from->kind == DF_KIND_INT) {  // the most common, without a detour
    to = Value(from->as.i64);
    return true;
  }
  const Look look(from);
  if (!look.ok()) return false;
  if (!IsText(look->kind()) || look->raw().flags != 0) {
    to = *look;
    return true;
  }
  const std::string_view text = look->as_text();
  if (look->is_string() && !IsUtf8(text)) return false;
  to = look->is_string() ? Value(text) : Value::Bytes(text);
  return true;
}

bool ImportOptional(const df_value* from, Value& to) {
  if (from != nullptr) return Import(from, to);
  to = Value();
  return true;
}

bool ImportOwned(df_value& from, Value& to) {
  const bool taken = Import(&from, to);
  const Look look(&from);
  if (look.ok()) rep::Release(look->raw());
  from = {};
  return taken;
}

void Lend(const Value& value, df_value* to) noexcept {
  if (to != nullptr) std::memcpy(to, &value.raw(), sizeof *to);
}

void Give(Value value, df_value* to) noexcept {
  if (to == nullptr) return;
  const RawValue raw = std::move(value).Detach();
  std::memcpy(to, &raw, sizeof *to);
}

}  // namespace dashflow::plugin
