// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "host/api/stream/frame.h"
#include "host/api/stream/mode_filter.h"
#include "host/http/reply.h"

namespace dashflow::api {

class RunStream;

// One client that reads the stream of a run: its place in it, and what writes to it. Keeps nothing
// of the stream itself, so that thousands of clients cost little. [any-thread]
class StreamReader final : public std::enable_shared_from_this<StreamReader> {
 public:
  // Server-sent events; or the data of each frame as one message, without signs of life.
  enum class Form : std::uint8_t { kEvents, kMessages };
  struct Options {
    Form form = Form::kEvents;
    std::uint64_t from = 0;  // number of the first frame that it has not got
    // Given that number, where to read on: asked before it reads, by who pumps. Empty = there.
    std::function<std::uint64_t(std::uint64_t next)> seek{};
    ModeFilter modes{};
    std::function<bool(const Frame&)> wants{};  // beside the modes; empty = all
    bool leaves_when_slow = false;    // cut off where frames were dropped for it; else it is told
    std::function<void()> on_gone{};  // the client went away before the end
  };
  StreamReader(std::shared_ptr<RunStream> stream, http::BodyStreamPtr body, Options options);

  void Begin();
  // Writes what there is. Goes on by itself once there is room again.
  void Pump();
  // Writes a sign of life, unless something was written since the last.
  void Beat();
  // Lets go of the client before the end.
  void Cut();

 private:
  enum class State : std::uint8_t { kIdle, kPumping, kNoRoom, kOver };
  enum class Step : std::uint8_t { kWrote, kNothing, kNoRoom, kOver };

  bool Enter();
  void WriteAll();
  Step WriteNext();
  Step WriteEvents(const std::vector<FramePtr>& frames);
  Step WriteMessages(const std::vector<FramePtr>& frames);
  bool Takes(const Frame& frame) const;
  Step TellDropped(std::uint64_t first);
  bool Leave(Step step);  // false = something came meanwhile
  State After(Step step);
  void Resume();
  void Gone();
  void LetGo();

  const std::shared_ptr<RunStream> stream_;
  const Options options_;
  std::mutex mutex_;
  http::BodyStreamPtr body_;  // null = over
  State state_ = State::kIdle;
  bool more_ = false;
  bool cut_ = false;
  // By whoever pumps.
  std::uint64_t next_;
  bool wrote_ = false;
};
using StreamReaderPtr = std::shared_ptr<StreamReader>;

}  // namespace dashflow::api
