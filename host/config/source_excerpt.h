// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/config/tree.h"

namespace dashflow::config {

// The line of a place with a caret below its column, each line ended; empty when the text has no
// such line. A long line is cut around the column. Characters that a terminal would act on become
// '?', tabs blanks.
//
//   24 | edges: [START > list]
//      |         ^
std::string SourceExcerpt(std::string_view text, Mark at);

}  // namespace dashflow::config
