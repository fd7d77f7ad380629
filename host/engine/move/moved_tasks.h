// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/error.h"
#include "host/base/result.h"
#include "host/checkpoint/state.h"
#include "host/graph/migrate/migration.h"

namespace dashflow::engine {

// What is due of `before`, and how far it came. A task of a node that is dropped goes, with what it
// asked. Errors: migration_refused (it has finished, and so its writes count; a write that its
// channel does not take any more).
Status MoveTasks(const graph::Migration& migration, const checkpoint::State& before,
                 checkpoint::State& after);

// Error migration_refused: every task that is due is of a node that is dropped.
Error Stranded(const graph::Migration& migration, const checkpoint::State& before);

}  // namespace dashflow::engine
