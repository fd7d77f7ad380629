// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/engine.h"
#include "host/telemetry/registry.h"

namespace dashflow::cli {

// What an engine has counted of runs and nodes, and what it has now. `engine` outlives the
// registry. REQUIRES: it keeps tallies.
void AddEngine(telemetry::Registry& registry, engine::Engine& engine);

}  // namespace dashflow::cli
