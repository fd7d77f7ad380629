// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/simulation/world/world.h"
#include "tests/support/engine/lambda_types.h"

namespace dashflow::simulation {

// The node types sim.inline, sim.compute, sim.blocking, sim.async, sim.note and sim.call for the
// nodes of one host. What a node writes depends on its name, its inputs and its answers alone, but
// for its proof: its idempotency key and a number that no other call has.
void AddActors(testing::LambdaTypes& types, World& world, Host& host);

}  // namespace dashflow::simulation
