// SPDX-License-Identifier: Apache-2.0
#include "host/api/protocol/protocol_teller.h"

#include <chrono>
#include <utility>

#include "host/api/request/body.h"
#include "host/api/stream/chunk_data.h"
#include "host/event/member.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

using event::Member;
using event::StreamMode;

// All but debug, which holds tasks and checkpoints once more.
event::StreamView::Modes AllModes() {
  event::StreamView::Modes modes;
  modes.set();
  modes.reset(static_cast<std::size_t>(StreamMode::kDebug));
  return modes;
}

std::int64_t Milliseconds(WallTime time) {
  return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

Value TextBlock(std::string_view type, std::string_view text) {
  return Value::EmptyObject().Set("type", type).Set("text", text);
}

Value CheckpointData(const Value& chunk) {
  const Value metadata = Member(chunk, "metadata");
  return Value::EmptyObject()
      .Set("id", Member(chunk, "checkpoint_id"))
      .Set("parent_id", Member(chunk, "parent_checkpoint_id"))
      .Set("step", Member(metadata, "step"))
      .Set("source", Member(metadata, "source"));
}

}  // namespace

ProtocolTeller::ProtocolTeller(RunStreamPtr stream, std::string run)
    : stream_(std::move(stream)),
      run_(std::move(run)),
      view_(
          AllModes(), [this](const event::StreamChunk& chunk) { TakeChunk(chunk); }, true) {}

bool ProtocolTeller::Take(const event::Event& event) {
  now_ = &event;
  const bool is_own = event.space.is_null();
  if (is_own && event.type == event::Type::kRunStarted) {
    graph_ = TextOf(event.members, "workflow");
    Lifecycle("running");
  }
  if (event.type == event::Type::kInterrupt) {
    Push("input.requested", event.space,
         Value::EmptyObject()
             .Set("interrupt_id", Member(event.members, "id"))
             .Set("payload", Member(event.members, "value")));
  }
  view_.Take(event);
  if (is_own && event.type == event::Type::kRunFinished) TakeEnd();
  return true;
}

void ProtocolTeller::TakeEnd() {
  const std::string status = TextOf(now_->members, "status");
  if (status == "done") return Lifecycle("completed");
  if (status == "waiting" || status == "cancelled") return Lifecycle("interrupted");
  const Value error = Member(now_->members, "error");
  Lifecycle("failed", Value::EmptyObject().Set("error", Member(error, "message")));
}

void ProtocolTeller::Lifecycle(std::string_view what, Value data) {
  Push("lifecycle", {},
       std::move(data).Set("event", what).Set("graph_name", graph_).Set("run_id", run_));
}

void ProtocolTeller::TakeChunk(const event::StreamChunk& chunk) {
  switch (chunk.mode) {
    case StreamMode::kMessages:
      return TakeToken(chunk);
    case StreamMode::kUpdates:
      return TakeUpdate(chunk);
    case StreamMode::kCheckpoints:
      return Push("checkpoints", chunk.space, CheckpointData(chunk.data));
    case StreamMode::kCustom:
      return Push("custom", chunk.space, Value::EmptyObject().Set("payload", chunk.data));
    default:
      return Push(event::StreamModeName(chunk.mode), chunk.space,
                  ChunkData(chunk, std::string(now_->thread)));
  }
}

// {node: what it wrote}; a question has an event of its own.
void ProtocolTeller::TakeUpdate(const event::StreamChunk& chunk) {
  chunk.data.ForEachMember([&](const Value& node, const Value& writes) {
    if (node.as_text() == "__interrupt__" || node.as_text() == "__metadata__") return;
    EndMessages(node.as_text());
    Push("updates", chunk.space, Value::EmptyObject().Set("values", writes), node.as_text());
  });
}

void ProtocolTeller::TakeToken(const event::StreamChunk& chunk) {
  const std::string node = TextOf(now_->members, "node");
  std::string id = TextOf(chunk.data.At(1), "id");
  if (id.empty()) id = run_ + ':' + node + ':' + std::to_string(chunk.step);
  const Value about = Value::EmptyObject().Set("id", id).Set(
      "metadata", Value::EmptyObject().Set("langgraph_node", node));
  if (writing_.insert(id).second) {
    Message("message-start", chunk.space, about.Set("role", "ai"));
    Message("content-block-start", chunk.space,
            about.Set("index", 0).Set("content", TextBlock("text", "")));
  }
  Message("content-block-delta", chunk.space,
          about.Set("index", 0).Set("delta", TextBlock("text-delta", chunk.data.At(0).as_text())));
}

void ProtocolTeller::EndMessages(std::string_view node) {
  const std::string prefix = run_ + ':' + std::string(node) + ':';
  for (auto id = writing_.begin(); id != writing_.end();) {
    if (!id->starts_with(prefix)) {
      ++id;
      continue;
    }
    Message("message-finish", now_->space, Value::EmptyObject().Set("id", *id));
    id = writing_.erase(id);
  }
}

void ProtocolTeller::Message(std::string_view what, const Value& space, Value data) {
  Push("messages", space, std::move(data).Set("event", what));
}

void ProtocolTeller::Push(std::string_view method, const Value& space, Value data,
                          std::string_view node) {
  ObjectBuilder params;
  params.Add("namespace", space.is_array() ? space : Value::EmptyArray());
  params.Add("timestamp", Milliseconds(now_->time));
  if (!node.empty()) params.Add("node", node);
  params.Add("data", std::move(data));
  const Value built = std::move(params).Build();
  stream_->PushNumbered(std::string(method), [&](std::uint64_t number) {
    return Value::EmptyObject()
        .Set("type", "event")
        .Set("event_id", std::to_string(number))
        .Set("seq", number)
        .Set("method", method)
        .Set("params", built);
  });
}

}  // namespace dashflow::api
