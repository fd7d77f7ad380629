// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/base/error.h"
#include "host/config/tree.h"

namespace dashflow::config {

struct InterpolationSources {
  Value params;        // an object, or null where ${params.…} has no meaning
  std::string folder;  // where ${file:…} begins when it is relative
  std::string file;    // the name in places
};

// The value of `tree` with `${params.name}`, `${env:NAME}`, `${file:path}` and
// `${credential:name}` replaced in its strings (not in keys). A string that is one ${params.name}
// alone gets the parameter's value with its type; the last line end of a file is cut;
// `$${` stands for `${`. `schema` (may be null) is the JSON Schema of the tree: ${credential:…} is
// accepted only under `x-secret: true`. Errors (unknown_parameter, variable_missing …) carry the
// place of the string.
Value Interpolate(const Tree& tree, const Value* schema, const InterpolationSources& sources,
                  std::vector<Error>& errors);

}  // namespace dashflow::config
