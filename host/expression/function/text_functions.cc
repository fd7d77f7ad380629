// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "host/expression/function/library.h"
#include "host/expression/function/pattern.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

constexpr std::uint64_t kCostOfPatternByte = 10;

Operand Contains(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.SpendText(arguments[0].size)) return evaluation.FailOfCost();
  return Operand::Bool(arguments[0].text().find(arguments[1].text()) != std::string_view::npos);
}

Operand StartsWith(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.SpendText(arguments[1].size)) return evaluation.FailOfCost();
  return Operand::Bool(arguments[0].text().starts_with(arguments[1].text()));
}

Operand EndsWith(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.SpendText(arguments[1].size)) return evaluation.FailOfCost();
  return Operand::Bool(arguments[0].text().ends_with(arguments[1].text()));
}

// A pattern that is a literal does not come here: it is compiled with the expression.
Operand Matches(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.Spend(std::uint64_t{arguments[1].size} * kCostOfPatternByte)) {
    return evaluation.FailOfCost();
  }
  const Pattern pattern(arguments[1].text());
  if (pattern.problem().empty()) return pattern.Find(arguments[0].text(), evaluation);
  return evaluation.Fail("argument_invalid", {"the pattern is not valid: ", pattern.problem()});
}

constexpr auto kOverloads = std::to_array<Overload>({
    Method("contains", {Kind::kString, Kind::kString}, Contains, Returns<Kind::kBool>),
    Method("startsWith", {Kind::kString, Kind::kString}, StartsWith, Returns<Kind::kBool>),
    Method("endsWith", {Kind::kString, Kind::kString}, EndsWith, Returns<Kind::kBool>),
    Method("matches", {Kind::kString, Kind::kString}, Matches, Returns<Kind::kBool>),
    Function("matches", {Kind::kString, Kind::kString}, Matches, Returns<Kind::kBool>),
});

}  // namespace

std::span<const Overload> TextFunctions() { return kOverloads; }

}  // namespace dashflow::expression
