// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/run_teller.h"

#include <utility>

#include "host/api/stream/chunk_data.h"
#include "host/event/member.h"

namespace dashflow::api {

using event::Member;
using event::StreamMode;

RunTeller::RunTeller(RunStreamPtr stream, const StreamAsk& ask, std::string run)
    : stream_(std::move(stream)),
      ask_(ask),
      run_(std::move(run)),
      view_(
          ask.modes, [this](const event::StreamChunk& chunk) { TakeChunk(chunk); }, ask.subgraphs) {
}

bool RunTeller::Wants(event::Type type) const {
  return view_.Wants(type) || (ask_.messages && type == event::Type::kTaskFinished);
}

bool RunTeller::Take(const event::Event& event) {
  now_ = &event;
  view_.Take(event);
  if (ask_.messages && event.type == event::Type::kTaskFinished) CompleteMessages(event);
  return true;
}

// A superstep is over with its values, or its checkpoint: what was told since is told again.
void RunTeller::GoOnAfter(const std::vector<FramePtr>& frames) {
  for (const FramePtr& frame : frames) {
    if (frame->event() == "values") known_values_ = frame->data();
    if (frame->event() == "values" || frame->event() == "checkpoints")
      superseded_after_ = frame->id();
  }
}

void RunTeller::Begin(std::uint32_t attempt) {
  Value begin =
      Value::EmptyObject().Set("run_id", run_).Set("attempt", static_cast<std::int64_t>(attempt));
  if (superseded_after_) begin = std::move(begin).Set("superseded_after", *superseded_after_);
  stream_->Push("metadata", std::move(begin));
}

void RunTeller::TakeChunk(const event::StreamChunk& chunk) {
  if (chunk.mode == StreamMode::kMessages) return TakeToken(chunk);
  const bool is_own_values = chunk.mode == StreamMode::kValues && chunk.space.is_null();
  if (is_own_values && std::exchange(known_values_, Value()) == chunk.data) return;
  Push(event::StreamModeName(chunk.mode), chunk.space, ChunkData(chunk, std::string(now_->thread)));
}

void RunTeller::TakeToken(const event::StreamChunk& chunk) {
  const Value node = Member(now_->members, "node");
  const TokenPlace place{now_->thread, run_, node.as_text(), chunk.step};
  const auto piece = messages_.Add(place, chunk.data.At(0).as_text(), chunk.data.At(1));
  if (ask_.tuples)
    Push("messages", chunk.space, Value::EmptyArray().Append(piece.chunk).Append(piece.metadata));
  if (!ask_.messages) return;
  const Value about = Value::EmptyObject().Set("metadata", piece.metadata);
  if (piece.is_first)
    Push("messages/metadata", chunk.space, Value::EmptyObject().Set(piece.id, about));
  Push("messages/partial", chunk.space, Value::EmptyArray().Append(piece.whole));
}

void RunTeller::CompleteMessages(const event::Event& event) {
  for (Value& message : messages_.Complete(Member(event.members, "node").as_text()))
    Push("messages/complete", event.space, Value::EmptyArray().Append(std::move(message)));
}

void RunTeller::Push(std::string_view mode, const Value& space, Value data) {
  stream_->Push(EventName(mode, space), std::move(data));
}

}  // namespace dashflow::api
