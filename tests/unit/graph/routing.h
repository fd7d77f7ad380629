// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/graph/workflow.h"

namespace dashflow::graph {

// Every edge of a compiled workflow, one a line, START first and then by node:
//   START always -> a
//   a when x > 1 -> b, END
//   b gather switch size(l) {1: c; *: join c[b, d]#0}
//   c route {x > 1: b; always: each l b(path = cel item)}
std::string RoutingOf(const Workflow& workflow);

// "channel a", "value 1", "cel x + 1", "absent".
std::string TextOfSource(const Workflow& workflow, const Source& source);

}  // namespace dashflow::graph
