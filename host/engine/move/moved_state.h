// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/state.h"
#include "host/graph/migrate/migration.h"

namespace dashflow::engine {

// A state by the numbers of another definition: channels, what is due and how far it came, half
// joins, deferred nodes. Errors: migration_refused (a value that its channel does not take any
// more; a task that has finished, of a node that is dropped; nothing that was due is left).
Result<checkpoint::State> MovedState(const graph::Migration& migration,
                                     const checkpoint::State& before);

}  // namespace dashflow::engine
