// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/graph/definition.h"

namespace dashflow::graph {

// A file of cases beside a workflow: `workflow: FILE` (relative to it) and `tests: […]`. Gives the
// workflow with these cases instead of its own; marks of cases are places in the file of cases.
// Errors: those of ReadDefinition for both files. [any-thread]
ParseReport ReadTestFile(const std::string& path, const NamedWorkflows& named = {});

// *.test.yaml, *.test.yml.
bool IsTestFile(const std::string& path);

// One or the other, by the name of the file.
ParseReport ReadEither(const std::string& path, const NamedWorkflows& named = {});

}  // namespace dashflow::graph
