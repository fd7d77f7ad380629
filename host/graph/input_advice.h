// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/graph/workflow.h"

namespace dashflow::graph {

// What to do about an input that a workflow does not take: the name that was meant, or all of them.
std::string InputAdvice(const Workflow& workflow, std::string_view wrong);

}  // namespace dashflow::graph
