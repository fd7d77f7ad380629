// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/value/value.h"

namespace dashflow::graph {

// One entry of `migrate:`: how threads of another version come to this one. A name may be that of a
// channel, of a node, or of both.
struct MigrationRule {
  std::string from;                                         // a version, or "*"
  std::vector<std::pair<std::string, std::string>> rename;  // theirs, and what it is called here
  std::vector<std::string> drop;                            // theirs
  std::vector<std::pair<std::string, Value>> defaults;      // channels that they do not have
};

}  // namespace dashflow::graph
