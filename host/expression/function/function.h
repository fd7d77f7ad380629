// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"
#include "host/expression/type/type.h"

namespace dashflow::expression {

// size(x) or x.size(): the receiver is the first argument.
enum class CallStyle : std::uint8_t { kFunction, kMethod };

// REQUIRES: no argument is a fault, and each has the type that the overload asks for. Pays for its
// work.
using Implementation = Operand (*)(Evaluation& evaluation, std::span<const Operand> arguments);
using ResultType = Type (*)(std::span<const Type> arguments);

// A function for arguments of certain types; several of one name and style make up a function.
struct Overload {
  static constexpr std::size_t kMaxParameters = 4;

  std::string_view name;
  CallStyle style = CallStyle::kFunction;
  std::uint8_t num_parameters = 0;
  bool variadic = false;  // one or more arguments, all of the type of the first parameter
  std::array<Type::Kind, kMaxParameters> parameters{};  // kDyn takes anything
  Implementation run = nullptr;
  ResultType result = nullptr;

  bool Takes(std::size_t num_arguments) const {
    return variadic ? num_arguments > 0 : num_arguments == num_parameters;
  }
  Type::Kind Parameter(std::size_t i) const { return variadic ? parameters[0] : parameters[i]; }
};

template <Type::Kind kKind>
Type Returns(std::span<const Type> /*arguments*/) {
  return kKind;
}
inline Type ReturnsFirst(std::span<const Type> arguments) { return arguments[0].NotNull(); }

constexpr Overload Make(std::string_view name, CallStyle style,
                        std::initializer_list<Type::Kind> parameters, Implementation run,
                        ResultType result) {
  Overload overload{name, style, static_cast<std::uint8_t>(parameters.size()), false, {},
                    run,  result};
  std::size_t i = 0;
  for (const Type::Kind parameter : parameters) overload.parameters[i++] = parameter;
  return overload;
}

constexpr Overload Function(std::string_view name, std::initializer_list<Type::Kind> parameters,
                            Implementation run, ResultType result) {
  return Make(name, CallStyle::kFunction, parameters, run, result);
}

constexpr Overload Method(std::string_view name, std::initializer_list<Type::Kind> parameters,
                          Implementation run, ResultType result) {
  return Make(name, CallStyle::kMethod, parameters, run, result);
}

constexpr Overload Variadic(std::string_view name, Type::Kind parameter, Implementation run,
                            ResultType result) {
  Overload overload = Function(name, {parameter}, run, result);
  overload.variadic = true;
  return overload;
}

// All overloads of a name and style, in the order in which they are tried; empty: there is no such
// function.
std::span<const Overload> FindFunction(std::string_view name, CallStyle style);
// The names of all functions of a style, sorted.
std::vector<std::string> FunctionNames(CallStyle style);
// Part of CEL or of its usual extensions, but not of ours (yet).
bool IsMissingFunction(std::string_view name);

// What does here what a function of this name does in other languages; empty if nothing is known.
std::string_view FunctionFor(std::string_view foreign);

// Whether an operand is what a parameter asks for.
bool Matches(Type::Kind parameter, Tag tag);

}  // namespace dashflow::expression
