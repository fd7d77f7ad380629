// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/expression/type/type.h"
#include "host/graph/compile/build.h"

namespace dashflow::graph {

// Compiles an expression of the file; null after it has reported an error. `node`: whose expression
// it is.
ExpressionPtr CompileCel(Build& build, const CelText& cel, const expression::Scope& scope,
                         std::string_view node);

// The same for an expression whose value must be true or false, or a list; reports one that never
// can be.
ExpressionPtr CompileCondition(Build& build, const CelText& cel, const expression::Scope& scope,
                               std::string_view node);
ExpressionPtr CompileList(Build& build, const CelText& cel, const expression::Scope& scope,
                          std::string_view node);

// A source without its channel or expression after it has reported an error.
Source CompileSource(Build& build, const SourceText& text, const expression::Scope& scope,
                     std::string_view node);

}  // namespace dashflow::graph
