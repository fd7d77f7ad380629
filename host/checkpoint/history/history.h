// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "host/base/result.h"
#include "host/checkpoint/history/snapshot.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// The checkpoints of one thread, of all its branches. Reads a branch as a whole; the values of its
// checkpoints share what they have in common. [any-thread]
class History {
 public:
  // `initial` is the state of a thread before anything happened (a workflow's defaults); empty
  // shows no values there.
  History(Store& store, const ThreadRecord& record, State initial = {});
  // Of a subworkflow: from the call in `stream` back.
  History(Store& store, std::string thread, std::uint64_t stream, State initial = {});

  // Newest first, until `take` returns false.
  using Visitor = std::function<bool(const Snapshot&)>;
  Status Visit(const Visitor& take) const;

  // The newest checkpoint. Error thread_empty.
  Result<Snapshot> Head() const;
  // Error checkpoint_not_found when it is none of this thread.
  Result<Snapshot> At(const Position& position) const;

 private:
  Store& store_;
  const std::uint64_t stream_;
  const std::string thread_;
  const State initial_;
};

// The checkpoint that a log entry belongs to: the entry itself, or the one whose superstep it is
// about. Seq 0, the state before an input, is one itself. Errors: checkpoint_not_found, and those
// of Loader.
Result<Position> CheckpointOf(Store& store, const Position& entry);

}  // namespace dashflow::checkpoint
