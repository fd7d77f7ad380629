// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/value/value.h"

namespace dashflow::api {

// Which checkpoint of a thread a client means: `{checkpoint_ns, checkpoint_id, checkpoint_map}`.
struct CheckpointRef {
  std::string space{};  // of a subworkflow's call; empty = the thread's own
  std::optional<checkpoint::Position> at = std::nullopt;  // nothing = the newest
};

// Error checkpoint_not_found: a text that is the id of none.
Result<std::optional<checkpoint::Position>> CheckpointId(std::string_view id);

// An object as above, null = the thread's newest. Errors: those of CheckpointId.
Result<CheckpointRef> ReadCheckpointRef(const Value& checkpoint);

// What a client may pass back: {thread_id, checkpoint_ns, checkpoint_id, checkpoint_map}.
Value CheckpointView(std::string_view thread, std::string_view space,
                     const checkpoint::Position& position);

}  // namespace dashflow::api
