// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <limits>

#include "host/expression/function/library.h"
#include "host/expression/operand/arithmetic.h"
#include "host/expression/operand/compare.h"
#include "host/expression/operand/containers.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

Operand FailOfNumber(Evaluation& evaluation, const Operand& found) {
  return evaluation.Fail("no_overload", {"numbers are needed here, this is ", TagName(found.tag)});
}

// The first of the equal ones wins. `kSign` is 1 for the greatest, -1 for the least.
template <int kSign>
Operand Extreme(Evaluation& evaluation, Arguments arguments) {
  const Operand* extreme = arguments.data();
  for (const Operand& argument : arguments) {
    if (!argument.is_number()) return FailOfNumber(evaluation, argument);
    const auto order = CompareNumbers(argument, *extreme);
    if (kSign > 0 ? order > 0 : order < 0) extreme = &argument;
  }
  return *extreme;
}

template <int kSign>
Operand ExtremeOfList(Evaluation& evaluation, Arguments arguments) {
  const std::size_t size = ListSize(arguments[0]);
  if (size == 0)
    return evaluation.Fail("empty_list", {"an empty list has no greatest and no least element"});
  if (!evaluation.Spend(size)) return evaluation.FailOfCost();
  auto* items = evaluation.arena().Array<Operand>(size);
  for (std::size_t i = 0; i < size; ++i) items[i] = ListAt(arguments[0], i);
  return Extreme<kSign>(evaluation, {items, size});
}

template <double (*kFunction)(double)>
Operand OfDouble(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Double(kFunction(arguments[0].as.real));
}

template <bool (*kTest)(double)>
Operand TestDouble(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Bool(kTest(arguments[0].as.real));
}

double Ceil(double x) { return std::ceil(x); }
double Floor(double x) { return std::floor(x); }
double Round(double x) { return std::round(x); }
double Trunc(double x) { return std::trunc(x); }
double Magnitude(double x) { return std::fabs(x); }
double Root(double x) { return std::sqrt(x); }
double Sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }
bool IsNan(double x) { return std::isnan(x); }
bool IsInfinite(double x) { return std::isinf(x); }
bool IsFinite(double x) { return std::isfinite(x); }

Operand RootOfInt(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Double(std::sqrt(static_cast<double>(arguments[0].as.integer)));
}

Operand RootOfUint(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Double(std::sqrt(static_cast<double>(arguments[0].as.unsigned_integer)));
}

Operand AbsOfInt(Evaluation& evaluation, Arguments arguments) {
  return arguments[0].as.integer < 0 ? Negate(arguments[0], evaluation) : arguments[0];
}

Operand Same(Evaluation& /*evaluation*/, Arguments arguments) { return arguments[0]; }

Operand SignOfInt(Evaluation& /*evaluation*/, Arguments arguments) {
  const std::int64_t value = arguments[0].as.integer;
  return Operand::Int(value > 0 ? 1 : value < 0 ? -1 : 0);
}

Operand SignOfUint(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Uint(arguments[0].as.unsigned_integer > 0 ? 1 : 0);
}

Type ReturnsJoined(std::span<const Type> arguments) {
  for (const Type& argument : arguments) {
    if (argument != arguments[0]) return {};
  }
  return arguments[0].is_number() ? arguments[0] : Type();
}

Type ReturnsElement(std::span<const Type> arguments) { return arguments[0].element(); }

constexpr auto kOverloads = std::to_array<Overload>({
    Function("math.greatest", {Kind::kList}, ExtremeOfList<1>, ReturnsElement),
    Variadic("math.greatest", Kind::kDyn, Extreme<1>, ReturnsJoined),
    Function("math.least", {Kind::kList}, ExtremeOfList<-1>, ReturnsElement),
    Variadic("math.least", Kind::kDyn, Extreme<-1>, ReturnsJoined),
    Function("math.ceil", {Kind::kDouble}, OfDouble<Ceil>, Returns<Kind::kDouble>),
    Function("math.floor", {Kind::kDouble}, OfDouble<Floor>, Returns<Kind::kDouble>),
    Function("math.round", {Kind::kDouble}, OfDouble<Round>, Returns<Kind::kDouble>),
    Function("math.trunc", {Kind::kDouble}, OfDouble<Trunc>, Returns<Kind::kDouble>),
    Function("math.abs", {Kind::kDouble}, OfDouble<Magnitude>, Returns<Kind::kDouble>),
    Function("math.abs", {Kind::kInt}, AbsOfInt, Returns<Kind::kInt>),
    Function("math.abs", {Kind::kUint}, Same, Returns<Kind::kUint>),
    Function("math.sign", {Kind::kDouble}, OfDouble<Sign>, Returns<Kind::kDouble>),
    Function("math.sign", {Kind::kInt}, SignOfInt, Returns<Kind::kInt>),
    Function("math.sign", {Kind::kUint}, SignOfUint, Returns<Kind::kUint>),
    Function("math.sqrt", {Kind::kDouble}, OfDouble<Root>, Returns<Kind::kDouble>),
    Function("math.sqrt", {Kind::kInt}, RootOfInt, Returns<Kind::kDouble>),
    Function("math.sqrt", {Kind::kUint}, RootOfUint, Returns<Kind::kDouble>),
    Function("math.isNaN", {Kind::kDouble}, TestDouble<IsNan>, Returns<Kind::kBool>),
    Function("math.isInf", {Kind::kDouble}, TestDouble<IsInfinite>, Returns<Kind::kBool>),
    Function("math.isFinite", {Kind::kDouble}, TestDouble<IsFinite>, Returns<Kind::kBool>),
});

}  // namespace

std::span<const Overload> MathFunctions() { return kOverloads; }

}  // namespace dashflow::expression
