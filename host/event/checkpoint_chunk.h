// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "host/value/value.h"

// What the stream mode `checkpoints` gives: {checkpoint_id, parent_checkpoint_id, values, metadata:
// {source, step}, next, tasks}. An input makes two, as LangGraph counts: the state before it, for
// which START is due, and the state that it became.
namespace dashflow::event {

// Of the event checkpoint with details, and of what an input found: null where none was given.
Value CheckpointChunk(const Value& members);
Value BeforeInputChunk(const Value& members);

}  // namespace dashflow::event
