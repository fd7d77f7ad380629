// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/graph/draw/drawing.h"
#include "host/value/value.h"

namespace dashflow::graph {

// A drawing in each format; names and labels are data in all of them, never markup. [any-thread]

std::string ToMermaid(const Drawing& drawing);  // a flowchart
std::string ToDot(const Drawing& drawing);      // the language of Graphviz

// {workflow, version, nodes: [{id, kind, name, type?, due, inside?}], edges: [{from, to, kind,
// gather, condition?, each?}]}; `from` and `to` are ids, `inside` is the same of a subworkflow.
Value ToDrawingJson(const Drawing& drawing);

}  // namespace dashflow::graph
