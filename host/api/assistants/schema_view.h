// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/api/workflows/workflows.h"
#include "host/value/value.h"

namespace dashflow::api {

// {graph_id, input_schema, output_schema, state_schema, config_schema, context_schema}.
Value SchemaView(const Served& served);

// Those of its subworkflows by the nodes that call them, "review" or, with `recurse`,
// "review|draft"; only those whose name begins with `space`, empty = all.
Value SubgraphsView(const Served& served, std::string_view space, bool recurse);

}  // namespace dashflow::api
