// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/move_thread.h"
#include "host/engine/engine.h"
#include "host/engine/move/move_plan.h"

namespace dashflow::engine {

Result<checkpoint::ThreadRecord> Engine::MoveHeld(const checkpoint::ThreadRecord& record,
                                                  const graph::Migration& migration) {
  DF_ASSIGN(auto plan, PlanMove(*store_, record, migration, services_.clock.Now()));
  DF_TRY(KeepDefinition(*migration.to));
  return checkpoint::MoveThread(*store_, std::move(plan.record), std::move(plan.logs));
}

// Between equal shapes the numbers stay.
Result<checkpoint::ThreadRecord> Engine::OnVersionOf(const graph::WorkflowPtr& workflow,
                                                     const checkpoint::ThreadRecord& record) {
  const bool moves = record.version != workflow->version && record.shape == workflow->shape;
  if (!moves) return record;
  return MoveHeld(record, graph::MakeMigration(workflow, workflow));
}

}  // namespace dashflow::engine
