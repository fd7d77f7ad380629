// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/expression/run/binding.h"
#include "host/expression/syntax/problem.h"
#include "host/expression/type/scope.h"

namespace dashflow::expression {

// A part of an expression, and what it is worth on its own: also where the whole did not need it,
// as in `false && part`.
struct ExplainedPart {
  std::string text;
  Span span;                // in the source
  std::uint32_t depth = 0;  // 0 = the whole expression
  bool failed = false;
  std::string value;  // as CEL writes it, cut where long; of a failed part the reason
};

// More parts than anybody reads.
inline constexpr std::size_t kMostExplained = 200;

// The parts of an expression in the order of the text, each before what it consists of. Left out
// are literals, and what a macro computes for each element. Errors: those of Compile.
Result<std::vector<ExplainedPart>> Explain(std::string_view source, const Scope& scope,
                                           const Binding& binding);

}  // namespace dashflow::expression
