// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "host/expression/function/library.h"
#include "host/expression/operand/containers.h"
#include "host/expression/syntax/characters.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

Operand SizeOfInteger(std::size_t size) { return Operand::Int(static_cast<std::int64_t>(size)); }

Operand SizeOfString(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.SpendText(arguments[0].size)) return evaluation.FailOfCost();
  return SizeOfInteger(CountCharacters(arguments[0].text()));
}

Operand SizeOfBytes(Evaluation& /*evaluation*/, Arguments arguments) {
  return SizeOfInteger(arguments[0].size);
}

Operand SizeOfList(Evaluation& /*evaluation*/, Arguments arguments) {
  return SizeOfInteger(ListSize(arguments[0]));
}

Operand SizeOfMap(Evaluation& /*evaluation*/, Arguments arguments) {
  return SizeOfInteger(MapSize(arguments[0]));
}

constexpr auto kOverloads = std::to_array<Overload>({
    Function("size", {Kind::kList}, SizeOfList, Returns<Kind::kInt>),
    Function("size", {Kind::kString}, SizeOfString, Returns<Kind::kInt>),
    Function("size", {Kind::kMap}, SizeOfMap, Returns<Kind::kInt>),
    Function("size", {Kind::kBytes}, SizeOfBytes, Returns<Kind::kInt>),
    Method("size", {Kind::kList}, SizeOfList, Returns<Kind::kInt>),
    Method("size", {Kind::kString}, SizeOfString, Returns<Kind::kInt>),
    Method("size", {Kind::kMap}, SizeOfMap, Returns<Kind::kInt>),
    Method("size", {Kind::kBytes}, SizeOfBytes, Returns<Kind::kInt>),
});

}  // namespace

std::span<const Overload> SizeFunctions() { return kOverloads; }

}  // namespace dashflow::expression
