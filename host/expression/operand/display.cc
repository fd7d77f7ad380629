// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/display.h"

#include <array>
#include <charconv>
#include <cmath>

#include "host/expression/operand/containers.h"
#include "host/expression/syntax/printer.h"
#include "host/value/utf8.h"

namespace dashflow::expression {
namespace {

constexpr std::size_t kMaxText = 40;

std::string Shortened(std::string_view text) {
  if (text.size() <= kMaxText) return std::string(text);
  const std::size_t cut = ValidUtf8Prefix(text.substr(0, kMaxText));
  return std::string(text.substr(0, cut)) + "…";
}

std::string Count(std::string_view what, std::size_t size) {
  return std::string(what) + " of " + std::to_string(size);
}

}  // namespace

std::string_view TagName(Tag tag) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"error", "null_type", "bool", "int", "uint", "double", "string", "bytes", "list", "map",
       "google.protobuf.Timestamp", "google.protobuf.Duration", "type"});
  return kNames[static_cast<std::size_t>(tag)];
}

std::string DoubleToText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+infinity" : "-infinity";
  std::array<char, 32> buffer{};
  const auto printed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), printed.ptr};
}

std::string Display(const Operand& operand) {
  switch (operand.tag) {
    case Tag::kNull:
      return "null";
    case Tag::kBool:
      return operand.boolean() ? "true" : "false";
    case Tag::kInt:
      return std::to_string(operand.as.integer);
    case Tag::kUint:
      return std::to_string(operand.as.unsigned_integer) + "u";
    case Tag::kDouble:
      return std::isfinite(operand.as.real) ? PrintLiteral(operand.as.real)
                                            : DoubleToText(operand.as.real);
    case Tag::kString:
      return PrintLiteral(Shortened(operand.text()));
    case Tag::kBytes:
      return Count("bytes", operand.size);
    case Tag::kList:
      return Count("list", ListSize(operand));
    case Tag::kMap:
      return Count("map", MapSize(operand));
    default:
      return std::string(TagName(operand.tag));
  }
}

}  // namespace dashflow::expression
