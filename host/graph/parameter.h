// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/graph/definition.h"
#include "host/value/value.h"

namespace dashflow::graph {

// The value that `--param name=text` gives: what YAML makes of the text ("5", "true", "[a, b]")
// where that fits the parameter's schema, else the text itself. Compile reports an unknown name and
// a misfit. [any-thread]
Value ParameterFromText(const Definition& definition, std::string_view name, std::string_view text);

}  // namespace dashflow::graph
