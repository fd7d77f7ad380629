// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/graph/node.h"
#include "host/value/value.h"

namespace dashflow::cli {

// A workflow that runs one node: a channel for each of its ports and, for an open node, for what it
// is given and for what `values` in its settings names. `with` null = none. Its text is JSON.
std::string OneNodeWorkflow(const graph::NodeTypeInfo& type, const Value& input, const Value& with);

}  // namespace dashflow::cli
