// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "host/checkpoint/loader.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::cli {

// A thread, and its state as of a checkpoint.
struct ThreadAt {
  checkpoint::ThreadRecord record;
  checkpoint::Loaded loaded;
};

// `thread` is an id, a unique prefix of one, or @last; `checkpoint` the id of one of its own, empty
// = the newest. Errors: usage, thread_not_found, checkpoint_not_found, and those of the store.
Result<ThreadAt> FindThread(checkpoint::Store& store, const std::string& thread,
                            const std::string& checkpoint = {});

// The place of a checkpoint of this thread, on any of its branches.
Result<checkpoint::Position> FindCheckpoint(checkpoint::Store& store,
                                            const checkpoint::ThreadRecord& record,
                                            const std::string& checkpoint);

// The place that a checkpoint's id names; nothing when it is empty. Error usage.
Result<std::optional<checkpoint::Position>> CheckpointArgument(const std::string& id);

}  // namespace dashflow::cli
