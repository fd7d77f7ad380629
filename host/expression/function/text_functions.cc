// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "host/expression/function/library.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

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

constexpr auto kOverloads = std::to_array<Overload>({
    Method("contains", {Kind::kString, Kind::kString}, Contains, Returns<Kind::kBool>),
    Method("startsWith", {Kind::kString, Kind::kString}, StartsWith, Returns<Kind::kBool>),
    Method("endsWith", {Kind::kString, Kind::kString}, EndsWith, Returns<Kind::kBool>),
});

}  // namespace

std::span<const Overload> TextFunctions() { return kOverloads; }

}  // namespace dashflow::expression
