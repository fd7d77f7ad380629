// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/api/stream/growing_messages.h"
#include "host/api/stream/run_stream.h"
#include "host/api/stream/stream_ask.h"
#include "host/event/event.h"
#include "host/event/stream.h"

namespace dashflow::api {

// Puts what a run tells into its stream, in the modes that were asked for. Outlives the run.
// [serial]
class RunTeller final : public event::Sink {
 public:
  RunTeller(RunStreamPtr stream, const StreamAsk& ask, std::string run);

  bool Wants(event::Type type) const override;
  bool WantsDetails() const override { return view_.WantsDetails(); }
  bool Take(const event::Event& event) override;

  // What an earlier attempt has told, that was cut off: clients hear which of it is told again, and
  // what they have of its state they do not hear again.
  void GoOnAfter(const std::vector<FramePtr>& frames);
  // The frame that every attempt at the run begins with.
  void Begin(std::uint32_t attempt);

 private:
  void TakeChunk(const event::StreamChunk& chunk);
  void TakeToken(const event::StreamChunk& chunk);
  void CompleteMessages(const event::Event& event);
  void Push(std::string_view mode, const Value& space, Value data);

  const RunStreamPtr stream_;
  const StreamAsk ask_;
  const std::string run_;
  event::StreamView view_;
  GrowingMessages messages_;
  const event::Event* now_ = nullptr;  // under way
  std::optional<std::uint64_t> superseded_after_;
  Value known_values_;  // until the first values come
};

}  // namespace dashflow::api
