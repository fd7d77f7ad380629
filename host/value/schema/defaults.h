// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/value/schema/node.h"

namespace dashflow::schema {

// `value` with the defaults of `graph` where members are absent: in objects and lists, through $ref
// and allOf. Defaults are filled in turn, to a bounded depth. Shares what needs no change.
Value FillDefaults(const Graph& graph, const Value& value);

}  // namespace dashflow::schema
