// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/base/error.h"
#include "host/expression/syntax/problem.h"
#include "host/expression/syntax/source_place.h"

namespace dashflow::expression {

// For a problem in `source`, which begins at `origin`.
Error InvalidExpression(const Problem& problem, std::string_view source, const SourcePlace& origin);

// For the part `span` of `source`.
Error FailedExpression(std::string_view code, std::string cause, Span span, std::string_view source,
                       const SourcePlace& origin);

}  // namespace dashflow::expression
