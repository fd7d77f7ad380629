// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/care/move_thread.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"
#include "host/graph/migrate/migration.h"

namespace dashflow::engine {

// A thread as it is after it has moved to another definition, before anything of it is stored.
struct MovePlan {
  checkpoint::ThreadRecord record;
  std::vector<checkpoint::MovedLog> logs;
};

// Where the thread stands, with the calls of subworkflows that are under way and what those with
// `checkpoint: own` remember, by the numbers of `migration.to`. Branch, steps, questions and their
// ids stay, so that answers and idempotency keys hold. Only reads. Errors: workflow_changed (the
// migration does not cover all that is different, or does not begin where the thread stands),
// migration_refused, node_type_changed, what the store says.
Result<MovePlan> PlanMove(checkpoint::Store& store, const checkpoint::ThreadRecord& record,
                          const graph::Migration& migration, WallTime now);

}  // namespace dashflow::engine
