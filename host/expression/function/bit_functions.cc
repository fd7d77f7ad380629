// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <functional>

#include "host/expression/function/library.h"
#include "host/expression/operand/display.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;
using Bits = std::uint64_t;

constexpr std::int64_t kWidth = 64;

// Works on the bits; the result has the type of the first argument.
Operand Like(const Operand& argument, Bits bits) {
  return argument.tag == Tag::kUint ? Operand::Uint(bits)
                                    : Operand::Int(static_cast<std::int64_t>(bits));
}

Bits BitsOf(const Operand& operand) { return operand.as.unsigned_integer; }

template <class Operation>
Operand Combine(Evaluation& /*evaluation*/, Arguments arguments) {
  return Like(arguments[0], Operation()(BitsOf(arguments[0]), BitsOf(arguments[1])));
}

Operand Invert(Evaluation& /*evaluation*/, Arguments arguments) {
  return Like(arguments[0], ~BitsOf(arguments[0]));
}

// No sign is kept: ints are shifted as their bits.
template <bool kLeft>
Operand Shift(Evaluation& evaluation, Arguments arguments) {
  const std::int64_t distance = arguments[1].as.integer;
  if (distance < 0) {
    return evaluation.Fail("argument_invalid",
                           {"bits are shifted by 0 or more, not by ", Display(arguments[1])});
  }
  if (distance >= kWidth) return Like(arguments[0], 0);
  const Bits bits = BitsOf(arguments[0]);
  return Like(arguments[0], kLeft ? bits << distance : bits >> distance);
}

constexpr auto kOverloads = std::to_array<Overload>({
    Function("math.bitAnd", {Kind::kInt, Kind::kInt}, Combine<std::bit_and<Bits>>, ReturnsFirst),
    Function("math.bitAnd", {Kind::kUint, Kind::kUint}, Combine<std::bit_and<Bits>>, ReturnsFirst),
    Function("math.bitOr", {Kind::kInt, Kind::kInt}, Combine<std::bit_or<Bits>>, ReturnsFirst),
    Function("math.bitOr", {Kind::kUint, Kind::kUint}, Combine<std::bit_or<Bits>>, ReturnsFirst),
    Function("math.bitXor", {Kind::kInt, Kind::kInt}, Combine<std::bit_xor<Bits>>, ReturnsFirst),
    Function("math.bitXor", {Kind::kUint, Kind::kUint}, Combine<std::bit_xor<Bits>>, ReturnsFirst),
    Function("math.bitNot", {Kind::kInt}, Invert, ReturnsFirst),
    Function("math.bitNot", {Kind::kUint}, Invert, ReturnsFirst),
    Function("math.bitShiftLeft", {Kind::kInt, Kind::kInt}, Shift<true>, ReturnsFirst),
    Function("math.bitShiftLeft", {Kind::kUint, Kind::kInt}, Shift<true>, ReturnsFirst),
    Function("math.bitShiftRight", {Kind::kInt, Kind::kInt}, Shift<false>, ReturnsFirst),
    Function("math.bitShiftRight", {Kind::kUint, Kind::kInt}, Shift<false>, ReturnsFirst),
});

}  // namespace

std::span<const Overload> BitFunctions() { return kOverloads; }

}  // namespace dashflow::expression
