// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "host/checkpoint/history/snapshot.h"
#include "host/graph/workflow.h"
#include "host/value/value.h"

namespace dashflow::api {

// {id, value} of a question.
Value InterruptView(const checkpoint::Asked& asked);

// A task that is due after a checkpoint, with what is known of the subworkflow that it calls.
struct TaskFacts {
  const checkpoint::TaskSnapshot* task = nullptr;
  Value checkpoint{};  // where its state is; null = it calls none
  Value state{};       // that state; null = not asked for
};

// What a checkpoint belongs to.
struct SnapshotOwner {
  std::string_view thread;
  std::string_view space;                     // of a subworkflow's call; empty = the thread's own
  Value metadata{};                           // of the thread: what of it each checkpoint shows
  const graph::Workflow* workflow = nullptr;  // null = not known
};

// {values, next, tasks, metadata, created_at, checkpoint, parent_checkpoint, interrupts}.
// `is_head`: of the newest, where tasks that have finished are not next.
Value SnapshotView(const SnapshotOwner& owner, const checkpoint::Snapshot& snapshot,
                   const std::vector<TaskFacts>& tasks, bool is_head);

// The member `metadata` of it: {source, step, parents, thread_id, run_id?, …}.
Value SnapshotMetadata(const SnapshotOwner& owner, const checkpoint::Snapshot& snapshot);

}  // namespace dashflow::api
