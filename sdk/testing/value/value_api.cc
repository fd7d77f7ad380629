// SPDX-License-Identifier: Apache-2.0
#include "value/value_api.hpp"

#include <algorithm>
#include <dashflow/glue/text.hpp>
#include <memory>
#include <utility>

#include "value/builder.hpp"
#include "value/compare.hpp"
#include "value/flat.hpp"
#include "value/json_reader.hpp"
#include "value/json_writer.hpp"
#include "value/rep.hpp"
#include "value/utf8.hpp"

namespace dashflow::sdk::testing {
namespace {

df_status Look(const df_value* found, df_value* out) noexcept {
  *out = found != nullptr ? *found : df_value{};
  return found != nullptr ? DF_OK : DF_INVALID_INPUT;
}

df_status Get(const df_value* object, df_text key, df_value* out) noexcept {
  const ObjectRep* rep = ObjectOf(*object);
  return Look(rep != nullptr ? rep->Find(ToView(key)) : nullptr, out);
}

df_status At(const df_value* array, std::uint64_t index, df_value* out) noexcept {
  const ArrayRep* rep = ArrayOf(*array);
  return Look(rep != nullptr && index < rep->elements.size() ? &rep->elements[index] : nullptr,
              out);
}

template <class Part>
std::uint64_t Copy(const std::vector<Part>& parts, std::uint64_t* cursor, Part* out,
                   std::uint64_t capacity) noexcept {
  const std::uint64_t start = std::min<std::uint64_t>(*cursor, parts.size());
  const std::uint64_t count = std::min(capacity, parts.size() - start);
  std::copy_n(parts.data() + start, count, out);
  *cursor = start + count;
  return count;
}

std::uint64_t Elements(const df_value* array, std::uint64_t* cursor, df_value* out,
                       std::uint64_t capacity) noexcept {
  const ArrayRep* rep = ArrayOf(*array);
  return rep != nullptr ? Copy(rep->elements, cursor, out, capacity) : 0;
}

std::uint64_t Members(const df_value* object, std::uint64_t* cursor, df_member* out,
                      std::uint64_t capacity) noexcept {
  const ObjectRep* rep = ObjectOf(*object);
  return rep != nullptr ? Copy(rep->members, cursor, out, capacity) : 0;
}

df_status String(df_text text, df_value* out) noexcept {
  *out = df_value{};
  if (!IsUtf8(ToView(text))) return DF_INVALID_INPUT;
  *out = MakeText(DF_KIND_STRING, ToView(text));
  return DF_OK;
}

df_status Bytes(df_text bytes, df_value* out) noexcept {
  *out = MakeText(DF_KIND_BYTES, ToView(bytes));
  return DF_OK;
}

df_status Append(const df_value* array, const df_value* element, df_value* out) noexcept {
  *out = df_value{};
  const ArrayRep* rep = ArrayOf(*array);
  df_value own{};
  if (rep == nullptr || !Own(*element, &own)) return DF_INVALID_INPUT;
  std::vector<df_value> elements = rep->elements;
  for (const df_value& old : elements) Retain(old);
  elements.push_back(own);
  *out = MakeArray(std::move(elements));
  return DF_OK;
}

df_status Set(const df_value* object, df_text key, const df_value* value, df_value* out) noexcept {
  *out = df_value{};
  const ObjectRep* rep = ObjectOf(*object);
  df_value own{};
  if (rep == nullptr || !IsUtf8(ToView(key)) || !Own(*value, &own)) return DF_INVALID_INPUT;
  auto changed = std::make_unique<ObjectRep>();
  for (const df_member& member : rep->members) {
    Retain(member.key);
    Retain(member.value);
    changed->Set(member.key, member.value);
  }
  changed->Set(MakeText(DF_KIND_STRING, ToView(key)), own);
  *out = MakeObject(changed.release());
  return DF_OK;
}

df_status FromJson(df_text json, df_value* out) noexcept {
  JsonReader reader(ToView(json));
  *out = df_value{};
  if (reader.Read(out) && reader.AtEnd()) return DF_OK;
  Release(*out);
  *out = MakeText(DF_KIND_STRING, reader.error());
  return DF_INVALID_INPUT;
}

df_status ToJson(const df_value* value, df_value* out) noexcept {
  *out = MakeText(DF_KIND_STRING, WriteJson(*value));
  return DF_OK;
}

df_status FromFlat(df_text flat, df_value* out) noexcept {
  if (DecodeFlat(ToView(flat), out)) return DF_OK;
  *out = MakeText(DF_KIND_STRING, "not the flat form of a value");
  return DF_INVALID_INPUT;
}

df_status ToFlat(const df_value* value, df_value* out) noexcept {
  *out = MakeText(DF_KIND_BYTES, EncodeFlat(*value));
  return DF_OK;
}

df_status Finish(df_builder* builder, df_value* out) noexcept {
  return std::unique_ptr<df_builder>(builder)->Finish(out);
}

constexpr df_value_api kApi{
    .size = sizeof(df_value_api),
    .reserved = 0,
    .retain = [](const df_value* value) noexcept { Retain(*value); },
    .release = [](df_value* value) noexcept { Release(*value); },
    .get = &Get,
    .at = &At,
    .elements = &Elements,
    .members = &Members,
    .string = &String,
    .bytes = &Bytes,
    .builder = []() noexcept { return std::make_unique<df_builder>().release(); },
    .begin_array = [](df_builder* builder) noexcept { return builder->BeginArray(); },
    .begin_object = [](df_builder* builder) noexcept { return builder->BeginObject(); },
    .key = [](df_builder* builder, df_text key) noexcept { return builder->Key(ToView(key)); },
    .put = [](df_builder* builder, const df_value* value) noexcept { return builder->Put(*value); },
    .end = [](df_builder* builder) noexcept { return builder->End(); },
    .finish = &Finish,
    .abort = [](df_builder* builder) noexcept { delete builder; },
    .append = &Append,
    .set = &Set,
    .from_json = &FromJson,
    .to_json = &ToJson,
    .from_flat = &FromFlat,
    .to_flat = &ToFlat,
    .equal = [](const df_value* a, const df_value* b) noexcept { return Equal(*a, *b) ? 1u : 0u; },
    .hash = [](const df_value* value) noexcept { return Hash(*value); },
};

}  // namespace

const df_value_api& ValueApi() { return kApi; }

}  // namespace dashflow::sdk::testing
