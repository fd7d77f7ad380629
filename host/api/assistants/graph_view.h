// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/draw/drawing.h"
#include "host/value/value.h"

namespace dashflow::api {

// A drawing as clients know graphs: {nodes: [{id, type, data}], edges: [{source, target,
// conditional?, data?}]}. Joins are not shown, only what they lead to. Subworkflows are shown from
// the inside down to `depth`; their nodes' ids are "node:inner".
Value GraphView(const graph::Drawing& drawing, int depth);

}  // namespace dashflow::api
