// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/expression/run/binding.h"
#include "host/expression/syntax/source_place.h"
#include "host/expression/type/scope.h"
#include "host/expression/type/type.h"
#include "host/value/value.h"

namespace dashflow::expression {

struct Program;

// Evaluation stops with an error at this many steps (README.md, "Cost"); about a tenth of a second.
inline constexpr std::uint64_t kDefaultCostLimit = 10'000'000;

// A compiled CEL expression. Immutable; copies share. [any-thread]
class Expression {
 public:
  // Parses, checks names and types, compiles. Errors, such as `unknown_name`: the place is inside
  // the file, its cause says what is wrong, its fix what was probably meant, its resource is the
  // part of the text.
  static Result<Expression> Compile(std::string_view source, const Scope& scope,
                                    const SourcePlace& origin = {});
  // The same where not all names are known: others are looked up by Binding::Find at run time, and
  // types are left to the run time as well.
  static Result<Expression> CompileOpen(std::string_view source, const Scope& scope = {},
                                        const SourcePlace& origin = {});

  const Type& type() const;
  const std::string& source() const;
  // The slots that it may read, ascending, each once.
  std::span<const std::uint32_t> uses() const;

  // Errors, such as `key_missing`, with place and the part of the text that failed: a failed
  // operation, the cost limit, or a result that is no Value (a timestamp, a type, NaN, a map with
  // keys that are no strings).
  Result<Value> Evaluate(const Binding& binding,
                         std::uint64_t cost_limit = kDefaultCostLimit) const;
  // The same for conditions: any other result than true and false is an error.
  Result<bool> EvaluateBool(const Binding& binding,
                            std::uint64_t cost_limit = kDefaultCostLimit) const;

 private:
  explicit Expression(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  std::shared_ptr<const Program> program_;
};

}  // namespace dashflow::expression
