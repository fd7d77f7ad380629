// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/graph/definition.h"
#include "host/graph/workflow.h"

namespace dashflow::channel {
class Reducer;
}

namespace dashflow::graph {

// Plugin-supplied reducers by "<plugin>.<name>"; null when there is none.
class Reducers {
 public:
  virtual ~Reducers() = default;
  virtual const channel::Reducer* Find(std::string_view name) const = 0;
};

struct CompileContext {
  const NodeTypes& types;
  const Reducers& reducers;
  Value params;  // object; overrides the definition's defaults
  // To look for mistakes only: a parameter without a value is none, and the nodes that use it are
  // not configured; what this host does not run yet is a warning. Such a workflow must not run, and
  // has no shape.
  bool check_only = false;
};

// Everything that is wrong with it, sorted by place; warnings apart. `workflow` is null exactly
// when there are errors.
struct CompileReport {
  WorkflowPtr workflow;
  std::vector<Error> errors;
  std::vector<Error> warnings;
};

// Validates a definition against the node types at hand and compiles it. O(size of the definition).
// Of one that is incomplete it finds what else is wrong: there is no workflow, whether or not there
// are errors. [any-thread]
CompileReport Compile(const Definition& definition, const CompileContext& context);

// The same for what ParseDefinition or ReadDefinition gave, with the errors and warnings of both.
// [any-thread]
CompileReport Compile(ParseReport parsed, const CompileContext& context);

}  // namespace dashflow::graph
