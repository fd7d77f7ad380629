// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "host/checkpoint/history/snapshot.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

// Where a new branch of a thread leaves an older one.
struct BranchPoint {
  checkpoint::State state;
  checkpoint::Position position;  // seq 0 = before the input that its branch began with
  std::string version;            // of the definition that it was written with
  std::uint64_t event_seq = 0;    // last event number known to be used
  std::uint64_t checksum = 0;     // of the entry at `position`
};

// The head of the thread, inside its unfinished superstep if there is one, or the checkpoint `at`.
// Errors: checkpoint_not_found, and those of the store.
Result<BranchPoint> FindBranchPoint(checkpoint::Store& store, const graph::Workflow& workflow,
                                    const checkpoint::ThreadRecord& record,
                                    const std::optional<checkpoint::Position>& at);

// The checkpoint `at` of the thread; nothing = the newest.
Result<checkpoint::Snapshot> FindSnapshot(checkpoint::Store& store, const graph::Workflow& workflow,
                                          const checkpoint::ThreadRecord& record,
                                          const std::optional<checkpoint::Position>& at);

}  // namespace dashflow::engine
