// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/base/result.h"

namespace dashflow::cli {

// What Graphviz's `dot` of PATH makes of its language. Blocks; no shell is involved. Errors:
// program_missing, program_failed with what it said as the cause, io_error.
Result<std::string> SvgOfDot(std::string_view dot);

}  // namespace dashflow::cli
