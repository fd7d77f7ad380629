// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/event/stream.h"
#include "host/value/value.h"

// A chunk as the clients of an Agent Server know it.
namespace dashflow::api {

// "updates"; of a subworkflow "updates|review:1f0c…|draft:…".
std::string EventName(std::string_view mode, const Value& space);

// What stands in `data`; of modes other than messages. `thread` is the id of the chunk's thread.
Value ChunkData(const event::StreamChunk& chunk, const std::string& thread);

// {"thread_id", "checkpoint_ns", "checkpoint_id"}; null without an id.
Value CheckpointRef(const std::string& thread, const Value& space, const Value& id);

}  // namespace dashflow::api
