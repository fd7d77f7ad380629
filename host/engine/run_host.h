// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "host/base/result.h"
#include "host/engine/program.h"

namespace dashflow::engine {

// What a run needs of its engine while it is under way. Outlives it. [any-thread]
class RunHost {
 public:
  virtual ~RunHost() = default;
  // A stream of the store that nobody else gets. REQUIRES: the run has a store.
  virtual Result<std::uint64_t> NewStream() = 0;
  // A workflow that a node calls by name. Error workflow_not_found.
  virtual Result<ProgramPtr> FindWorkflow(std::string_view name) = 0;
};

}  // namespace dashflow::engine
