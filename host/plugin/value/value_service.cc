// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/service/guard.h"
#include "host/plugin/service/tables.h"
#include "host/plugin/value/value_assembly.h"
#include "host/plugin/value/value_bridge.h"
#include "host/plugin/value/value_parts.h"
#include "host/plugin/value/value_texts.h"
#include "host/value/utf8.h"

namespace dashflow::plugin {
namespace {

void Retain(const df_value* value) noexcept {
  const Look look(value);
  if (look.ok()) rep::Retain(look->raw());
}

void Release(df_value* value) noexcept {
  const Look look(value);
  if (look.ok()) rep::Release(look->raw());
  if (value != nullptr) *value = {};
}

df_status MakeString(df_text text, df_value* out) noexcept {
  return Guard([&]() -> df_status {
    const auto bytes = ReadText(text);
    Give({}, out);
    if (out == nullptr || !bytes || !IsUtf8(*bytes)) return DF_INVALID_INPUT;
    Give(Value(*bytes), out);
    return DF_OK;
  });
}

df_status MakeBytes(df_text text, df_value* out) noexcept {
  return Guard([&]() -> df_status {
    const auto bytes = ReadText(text);
    Give({}, out);
    if (out == nullptr || !bytes) return DF_INVALID_INPUT;
    Give(Value::Bytes(*bytes), out);
    return DF_OK;
  });
}

std::uint32_t Equal(const df_value* a, const df_value* b) noexcept {
  const Look left(a);
  const Look right(b);
  return left.ok() && right.ok() && *left == *right ? 1 : 0;
}

std::uint64_t Hash(const df_value* value) noexcept {
  const Look look(value);
  return look.ok() ? look->Hash() : Value().Hash();
}

}  // namespace

const df_value_api kValueApi = {
    .size = sizeof(df_value_api),
    .reserved = 0,
    .retain = Retain,
    .release = Release,
    .get = GetMember,
    .at = GetElement,
    .elements = CopyElements,
    .members = CopyMembers,
    .string = MakeString,
    .bytes = MakeBytes,
    .builder = NewBuilder,
    .begin_array = BeginArray,
    .begin_object = BeginObject,
    .key = AddKey,
    .put = AddValue,
    .end = EndContainer,
    .finish = FinishBuilder,
    .abort = AbortBuilder,
    .append = AppendElement,
    .set = SetMember,
    .from_json = FromJson,
    .to_json = ToJsonText,
    .from_flat = FromFlat,
    .to_flat = ToFlatBytes,
    .equal = Equal,
    .hash = Hash,
};

}  // namespace dashflow::plugin
