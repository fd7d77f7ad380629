// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/value/value.h"

// What the stream mode `tasks` gives of a task, made of its events' members.
namespace dashflow::event {

// Stands for the value of a channel that was written several times.
inline constexpr std::string_view kSeveralWrites = "$writes";

// Of task.started with details: {id, name, input, triggers}. The triggers have LangGraph's names.
Value TaskStartChunk(const Value& members);

// Of task.finished or task.failed: {id, name, error, result, interrupts}. `error` is its message or
// null; of several writes to one channel the result has {"$writes": [each]}.
Value TaskEndChunk(const Value& members);

// With one more question, {id, value}, that it asks.
Value WithInterrupt(const Value& task_end, const Value& question);

}  // namespace dashflow::event
