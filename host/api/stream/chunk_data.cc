// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/chunk_data.h"

#include "host/api/request/body.h"
#include "host/event/member.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

using event::Member;
using event::StreamMode;

std::string Joined(const Value& space) {
  std::string text;
  if (!space.is_array()) return text;
  space.ForEachElement([&text](const Value& part) {
    if (!text.empty()) text += '|';
    text += part.as_text();
  });
  return text;
}

// A task as it starts has no result, and no question yet.
Value TaskData(const Value& task) {
  const bool ended = task.Find("result") != nullptr;
  return ended ? task
               : task.Set("interrupts", Value::EmptyArray()).Set("metadata", Value::EmptyObject());
}

Value CheckpointData(const Value& chunk, const Value& space, const std::string& thread) {
  ObjectBuilder data;
  data.Add("values", Member(chunk, "values"));
  data.Add("metadata", Member(chunk, "metadata").Set("parents", Value::EmptyObject()));
  data.Add("next", Member(chunk, "next"));
  data.Add("tasks", Member(chunk, "tasks"));
  data.Add("checkpoint", CheckpointRef(thread, space, Member(chunk, "checkpoint_id")));
  data.Add("parent_checkpoint",
           CheckpointRef(thread, space, Member(chunk, "parent_checkpoint_id")));
  return std::move(data).Build();
}

Value DebugData(const Value& data, const Value& space, const std::string& thread) {
  const Value payload = Member(data, "payload");
  const bool is_checkpoint = TextOf(data, "type") == "checkpoint";
  return data.Set("payload",
                  is_checkpoint ? CheckpointData(payload, space, thread) : TaskData(payload));
}

}  // namespace

std::string EventName(std::string_view mode, const Value& space) {
  const std::string calls = Joined(space);
  return calls.empty() ? std::string(mode) : std::string(mode) + '|' + calls;
}

Value CheckpointRef(const std::string& thread, const Value& space, const Value& id) {
  if (!id.is_string() || id.empty()) return {};
  return Value::EmptyObject()
      .Set("thread_id", thread)
      .Set("checkpoint_ns", Joined(space))
      .Set("checkpoint_id", id);
}

Value ChunkData(const event::StreamChunk& chunk, const std::string& thread) {
  switch (chunk.mode) {
    case StreamMode::kTasks:
      return TaskData(chunk.data);
    case StreamMode::kCheckpoints:
      return CheckpointData(chunk.data, chunk.space, thread);
    case StreamMode::kDebug:
      return DebugData(chunk.data, chunk.space, thread);
    default:
      return chunk.data;
  }
}

}  // namespace dashflow::api
