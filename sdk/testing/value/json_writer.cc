// SPDX-License-Identifier: Apache-2.0
#include "value/json_writer.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "value/rep.hpp"

namespace dashflow::sdk::testing {
namespace {

template <class Number>
void AppendNumber(std::string& out, Number number) {
  std::array<char, 32> digits;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), result.ptr);
}

void AppendDouble(std::string& out, double number) {
  const std::size_t start = out.size();
  AppendNumber(out, number);
  if (out.find_first_of(".en", start) == std::string::npos) out += ".0";
}

void AppendEscaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr std::string_view kNamed = "\b\f\n\r\t\"\\";
  constexpr std::string_view kLetters = "bfnrt\"\\";
  const std::size_t named = kNamed.find(c);
  if (named != std::string_view::npos) {
    out.append({'\\', kLetters[named]});
  } else if (static_cast<unsigned char>(c) < 0x20) {
    out.append("\\u00").append({kHex[c >> 4], kHex[c & 15]});
  } else {
    out.push_back(c);
  }
}

void AppendString(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) AppendEscaped(out, c);
  out.push_back('"');
}

void AppendBase64(std::string& out, std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  out.push_back('"');
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = i; k < i + 3; ++k) {
      group = group << 8 | (k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out.push_back(i + k > bytes.size() ? '=' : kDigits[group >> (18 - 6 * k) & 63]);
    }
  }
  out.push_back('"');
}

void Append(std::string& out, const df_value& value);

void AppendArray(std::string& out, const ArrayRep& array) {
  out.push_back('[');
  for (const df_value& element : array.elements) {
    if (&element != array.elements.data()) out.push_back(',');
    Append(out, element);
  }
  out.push_back(']');
}

void AppendObject(std::string& out, const ObjectRep& object) {
  out.push_back('{');
  for (const df_member& member : object.members) {
    if (&member != object.members.data()) out.push_back(',');
    AppendString(out, TextOf(member.key));
    out.push_back(':');
    Append(out, member.value);
  }
  out.push_back('}');
}

void Append(std::string& out, const df_value& value) {
  switch (value.kind) {
    case DF_KIND_BOOL:
      out += value.as.i64 != 0 ? "true" : "false";
      break;
    case DF_KIND_INT:
      AppendNumber(out, value.as.i64);
      break;
    case DF_KIND_UINT:
      AppendNumber(out, value.as.u64);
      break;
    case DF_KIND_DOUBLE:
      AppendDouble(out, value.as.f64);
      break;
    case DF_KIND_STRING:
      AppendString(out, TextOf(value));
      break;
    case DF_KIND_BYTES:
      AppendBase64(out, TextOf(value));
      break;
    case DF_KIND_ARRAY:
      AppendArray(out, *ArrayOf(value));
      break;
    case DF_KIND_OBJECT:
      AppendObject(out, *ObjectOf(value));
      break;
    default:
      out += "null";
  }
}

}  // namespace

std::string WriteJson(const df_value& value) {
  std::string out;
  Append(out, value);
  return out;
}

}  // namespace dashflow::sdk::testing
