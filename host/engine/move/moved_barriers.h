// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/checkpoint/state.h"
#include "host/graph/migrate/migration.h"

namespace dashflow::engine {

// Joins that some of their sources have reached, and deferred nodes that wait. A join that needs
// nothing more, since the rest of its sources is dropped, lets its node run. REQUIRES: the tasks
// have been moved.
void MoveBarriers(const graph::Migration& migration, const checkpoint::State& before,
                  checkpoint::State& after);

}  // namespace dashflow::engine
