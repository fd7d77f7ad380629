// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "host/checkpoint/state.h"
#include "host/engine/record/journal_memory.h"
#include "host/engine/state/frontier.h"
#include "host/engine/state/undo.h"
#include "host/engine/task/attempt.h"
#include "host/engine/task/task.h"

namespace dashflow::engine {

// Everything of a run that grows. The next run of the program uses it again, so that a warm run
// allocates nothing of its own. [serial-per-run]
struct RunMemory {
  checkpoint::State state;
  std::vector<Task> tasks;  // the first Run::task_count are of this superstep, in task order
  Attempt loop_attempt;     // of tasks that run in the step loop

  std::vector<channel::Write> input;  // what the run began with

  // Of the superstep that ends.
  std::vector<std::pair<channel::ChannelId, bool>> touched;  // changed; true = not at its end alone
  std::vector<const channel::Write*> writes;                 // grouped by channel
  UndoLog before;
  std::vector<std::unique_ptr<channel::Memo>> memos;  // by channel; of those that have one
  Frontier frontier;

  JournalMemory journal;

  // Drops every value. False: it has grown so much that it is better given back.
  bool Clear();
};

}  // namespace dashflow::engine
