// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/definition.h"
#include "host/graph/workflow.h"
#include "host/value/value.h"

namespace dashflow::graph {

// What a workflow takes and returns, for its callers: {name, version, description?, params, input,
// output}, the last three as JSON Schemas (Draft 7). `workflow` was compiled from `definition`.
// [any-thread]
Value InterfaceSchema(const Definition& definition, const Workflow& workflow);

// What its state holds: every channel, as a JSON Schema (Draft 7). [any-thread]
Value StateSchema(const Workflow& workflow);

}  // namespace dashflow::graph
