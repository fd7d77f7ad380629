// SPDX-License-Identifier: Apache-2.0
#include "value/flat.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "value/builder.hpp"
#include "value/rep.hpp"

namespace dashflow::sdk::testing {
namespace {

constexpr std::string_view kHeader = "\xDF\x01";

void AppendVarint(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

void AppendFixed(std::string& out, std::uint64_t number, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) out.push_back(static_cast<char>(number >> (8 * i)));
}

void AppendText(std::string& out, std::string_view text) {
  AppendVarint(out, text.size());
  out += text;
}

std::size_t WidthOf(std::uint64_t number) {
  if (number < 1u << 8) return 1;
  if (number < 1u << 16) return 2;
  return number < std::uint64_t{1} << 32 ? 4 : 8;
}

void Append(std::string& out, const df_value& value);

std::string ArrayBody(const ArrayRep& array) {
  std::string body;
  AppendVarint(body, array.elements.size());
  for (const df_value& element : array.elements) Append(body, element);
  return body;
}

std::string ObjectBody(const ObjectRep& object) {
  std::string members;
  std::vector<std::pair<std::string_view, std::size_t>> index;
  for (const df_member& member : object.members) {
    index.emplace_back(TextOf(member.key), members.size());
    AppendText(members, TextOf(member.key));
    Append(members, member.value);
  }
  std::sort(index.begin(), index.end());
  std::string body;
  AppendVarint(body, index.size());
  body += members;
  for (const auto& [key, offset] : index) AppendFixed(body, offset, WidthOf(members.size()));
  return body;
}

void Append(std::string& out, const df_value& value) {
  out.push_back(static_cast<char>(value.kind));
  switch (value.kind) {
    case DF_KIND_BOOL:
      out.push_back(value.as.i64 != 0 ? '\1' : '\0');
      break;
    case DF_KIND_INT:
      AppendVarint(out, (value.as.u64 << 1) ^ static_cast<std::uint64_t>(value.as.i64 >> 63));
      break;
    case DF_KIND_UINT:
    case DF_KIND_DOUBLE:
      AppendFixed(out, value.as.u64, 8);
      break;
    case DF_KIND_STRING:
    case DF_KIND_BYTES:
      AppendText(out, TextOf(value));
      break;
    case DF_KIND_ARRAY:
      AppendText(out, ArrayBody(*ArrayOf(value)));
      break;
    case DF_KIND_OBJECT:
      AppendText(out, ObjectBody(*ObjectOf(value)));
      break;
    default:
      break;
  }
}

class FlatReader {
 public:
  FlatReader(std::string_view bytes, df_builder& builder) : rest_(bytes), builder_(builder) {}

  bool Value() {
    std::uint64_t kind = 0;
    df_value value{};
    if (!Fixed(1, &kind) || kind > DF_KIND_OBJECT) return false;
    value.kind = static_cast<std::uint8_t>(kind);
    if (kind >= DF_KIND_ARRAY) return Container(kind == DF_KIND_OBJECT);
    return Scalar(value) && builder_.Put(value) == DF_OK;
  }
  bool AtEnd() const { return rest_.empty(); }

 private:
  bool Fixed(std::size_t width, std::uint64_t* out) {
    if (rest_.size() < width) return false;
    for (std::size_t i = 0; i < width; ++i) {
      *out |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    }
    rest_.remove_prefix(width);
    return true;
  }
  bool Varint(std::uint64_t* out) {
    for (int shift = 0; shift < 64; shift += 7) {
      std::uint64_t byte = 0;
      if (!Fixed(1, &byte)) return false;
      *out |= (byte & 0x7F) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  }
  bool Text(std::string_view* out) {
    std::uint64_t size = 0;
    if (!Varint(&size) || size > rest_.size()) return false;
    *out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }
  bool Scalar(df_value& value) {
    if (value.kind == DF_KIND_NULL) return true;
    if (value.kind == DF_KIND_BOOL) return Fixed(1, &value.as.u64);
    if (value.kind == DF_KIND_UINT || value.kind == DF_KIND_DOUBLE) return Fixed(8, &value.as.u64);
    if (value.kind == DF_KIND_INT) {
      std::uint64_t zigzag = 0;
      if (!Varint(&zigzag)) return false;
      value.as.u64 = (zigzag >> 1) ^ (0 - (zigzag & 1));
      return true;
    }
    std::string_view text;
    if (!Text(&text)) return false;
    value.as.text = text.data();
    value.size = static_cast<std::uint32_t>(text.size());
    return true;
  }
  bool Container(bool is_object) {
    std::string_view body;
    std::uint64_t count = 0;
    if (!Text(&body)) return false;
    FlatReader inner(body, builder_);
    if (!inner.Varint(&count)) return false;
    is_object ? builder_.BeginObject() : builder_.BeginArray();
    for (; count > 0; --count) {
      if (is_object && !inner.Key()) return false;
      if (!inner.Value()) return false;
    }
    return builder_.End() == DF_OK;
  }
  bool Key() {
    std::string_view key;
    return Text(&key) && builder_.Key(key) == DF_OK;
  }

  std::string_view rest_;
  df_builder& builder_;
};

}  // namespace

std::string EncodeFlat(const df_value& value) {
  std::string out(kHeader);
  Append(out, value);
  return out;
}

bool DecodeFlat(std::string_view bytes, df_value* out) {
  *out = df_value{};
  if (!bytes.starts_with(kHeader)) return false;
  df_builder builder;
  FlatReader reader(bytes.substr(kHeader.size()), builder);
  return reader.Value() && reader.AtEnd() && builder.Finish(out) == DF_OK;
}

}  // namespace dashflow::sdk::testing
