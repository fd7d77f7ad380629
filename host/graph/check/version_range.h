// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/base/result.h"

namespace dashflow::graph {

// Whether `version` ("1.12.0") is in `range`: comparisons (>= > <= < = and none, which is =) joined
// by commas. Missing numbers are 0; what follows a `-` or `+` is not compared. Error
// version_range: not a range, or not a version.
Result<bool> InRange(std::string_view version, std::string_view range);

}  // namespace dashflow::graph
