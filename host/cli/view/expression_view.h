// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/expression/explain.h"
#include "host/value/value.h"

namespace dashflow::cli {

// What `eval --explain` prints: {"parts": [{text, begin, end, depth, value | error}]}.
Value PartsView(const std::vector<expression::ExplainedPart>& parts);
// The same as a table, indented by depth, the values in one column.
std::string PartsText(const std::vector<expression::ExplainedPart>& parts);

}  // namespace dashflow::cli
