// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "host/expression/function/library.h"
#include "host/expression/operand/display.h"
#include "host/value/utf8.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

constexpr std::uint64_t kMaxInt = std::numeric_limits<std::int64_t>::max();

Operand FailOfRange(Evaluation& evaluation, const Operand& operand, std::string_view type) {
  return evaluation.Fail("number_range", {Display(operand), " is out of the range of ", type});
}

template <class T>
bool ParseWhole(std::string_view text, T& out) {
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, out);
  return parsed.ec == std::errc() && parsed.ptr == end;
}

Operand Same(Evaluation& /*evaluation*/, Arguments arguments) { return arguments[0]; }

Operand TypeOf(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::TypeOf(arguments[0].tag);
}

Operand IntOfUint(Evaluation& evaluation, Arguments arguments) {
  const std::uint64_t value = arguments[0].as.unsigned_integer;
  if (value > kMaxInt) return FailOfRange(evaluation, arguments[0], "int");
  return Operand::Int(static_cast<std::int64_t>(value));
}

Operand IntOfDouble(Evaluation& evaluation, Arguments arguments) {
  const double value = arguments[0].as.real;
  if (!(value > -0x1p63 && value < 0x1p63)) return FailOfRange(evaluation, arguments[0], "int");
  return Operand::Int(static_cast<std::int64_t>(value));
}

Operand IntOfString(Evaluation& evaluation, Arguments arguments) {
  std::int64_t value = 0;
  if (ParseWhole(arguments[0].text(), value)) return Operand::Int(value);
  return evaluation.Fail("conversion_failed", {"the text ", Display(arguments[0]), " is no int"});
}

Operand UintOfInt(Evaluation& evaluation, Arguments arguments) {
  const std::int64_t value = arguments[0].as.integer;
  if (value < 0) return FailOfRange(evaluation, arguments[0], "uint");
  return Operand::Uint(static_cast<std::uint64_t>(value));
}

Operand UintOfDouble(Evaluation& evaluation, Arguments arguments) {
  const double value = arguments[0].as.real;
  if (!(value >= 0 && value < 0x1p64)) return FailOfRange(evaluation, arguments[0], "uint");
  return Operand::Uint(static_cast<std::uint64_t>(value));
}

Operand UintOfString(Evaluation& evaluation, Arguments arguments) {
  std::uint64_t value = 0;
  if (ParseWhole(arguments[0].text(), value)) return Operand::Uint(value);
  return evaluation.Fail("conversion_failed", {"the text ", Display(arguments[0]), " is no uint"});
}

Operand DoubleOfInt(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Double(static_cast<double>(arguments[0].as.integer));
}

Operand DoubleOfUint(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Double(static_cast<double>(arguments[0].as.unsigned_integer));
}

Operand DoubleOfString(Evaluation& evaluation, Arguments arguments) {
  double value = 0;
  if (ParseWhole(arguments[0].text(), value)) return Operand::Double(value);
  return evaluation.Fail("conversion_failed",
                         {"the text ", Display(arguments[0]), " is no double"});
}

Operand StringOfInt(Evaluation& evaluation, Arguments arguments) {
  return evaluation.NewString(std::to_string(arguments[0].as.integer));
}

Operand StringOfUint(Evaluation& evaluation, Arguments arguments) {
  return evaluation.NewString(std::to_string(arguments[0].as.unsigned_integer));
}

Operand StringOfDouble(Evaluation& evaluation, Arguments arguments) {
  return evaluation.NewString(DoubleToText(arguments[0].as.real));
}

Operand StringOfBool(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::String(arguments[0].boolean() ? "true" : "false");
}

Operand StringOfBytes(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.SpendText(arguments[0].size)) return evaluation.FailOfCost();
  if (!IsUtf8(arguments[0].text()))
    return evaluation.Fail("conversion_failed", {"the bytes are no UTF-8 text"});
  return Operand::String(arguments[0].text());
}

Operand BytesOfString(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Text(Tag::kBytes, arguments[0].text());
}

Operand BoolOfString(Evaluation& evaluation, Arguments arguments) {
  const std::string_view text = arguments[0].text();
  for (const std::string_view yes : {"1", "t", "true", "TRUE", "True"}) {
    if (text == yes) return Operand::Bool(true);
  }
  for (const std::string_view no : {"0", "f", "false", "FALSE", "False"}) {
    if (text == no) return Operand::Bool(false);
  }
  return evaluation.Fail("conversion_failed", {"the text ", Display(arguments[0]), " is no bool"});
}

constexpr auto kOverloads = std::to_array<Overload>({
    Function("dyn", {Kind::kDyn}, Same, Returns<Kind::kDyn>),
    Function("type", {Kind::kDyn}, TypeOf, Returns<Kind::kType>),
    Function("int", {Kind::kInt}, Same, Returns<Kind::kInt>),
    Function("int", {Kind::kUint}, IntOfUint, Returns<Kind::kInt>),
    Function("int", {Kind::kDouble}, IntOfDouble, Returns<Kind::kInt>),
    Function("int", {Kind::kString}, IntOfString, Returns<Kind::kInt>),
    Function("uint", {Kind::kUint}, Same, Returns<Kind::kUint>),
    Function("uint", {Kind::kInt}, UintOfInt, Returns<Kind::kUint>),
    Function("uint", {Kind::kDouble}, UintOfDouble, Returns<Kind::kUint>),
    Function("uint", {Kind::kString}, UintOfString, Returns<Kind::kUint>),
    Function("double", {Kind::kDouble}, Same, Returns<Kind::kDouble>),
    Function("double", {Kind::kInt}, DoubleOfInt, Returns<Kind::kDouble>),
    Function("double", {Kind::kUint}, DoubleOfUint, Returns<Kind::kDouble>),
    Function("double", {Kind::kString}, DoubleOfString, Returns<Kind::kDouble>),
    Function("string", {Kind::kString}, Same, Returns<Kind::kString>),
    Function("string", {Kind::kInt}, StringOfInt, Returns<Kind::kString>),
    Function("string", {Kind::kUint}, StringOfUint, Returns<Kind::kString>),
    Function("string", {Kind::kDouble}, StringOfDouble, Returns<Kind::kString>),
    Function("string", {Kind::kBool}, StringOfBool, Returns<Kind::kString>),
    Function("string", {Kind::kBytes}, StringOfBytes, Returns<Kind::kString>),
    Function("bytes", {Kind::kBytes}, Same, Returns<Kind::kBytes>),
    Function("bytes", {Kind::kString}, BytesOfString, Returns<Kind::kBytes>),
    Function("bool", {Kind::kBool}, Same, Returns<Kind::kBool>),
    Function("bool", {Kind::kString}, BoolOfString, Returns<Kind::kBool>),
});

}  // namespace

std::span<const Overload> ConversionFunctions() { return kOverloads; }

}  // namespace dashflow::expression
