// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

#include "host/event/stream.h"

namespace dashflow::event {

// The chunks of one run for a reader that may be slower than the run: at most `capacity` of them
// wait for it, and those of the superstep under way. What then happens is the reader's choice.
// Outlives the run. Read and Leave are the reader's, everything else the run's. [any-thread]
class StreamReader final : public Sink {
 public:
  enum class WhenFull : std::uint8_t {
    kWait,  // the run waits between two supersteps, and a node's tokens and custom events are
            // refused
    kDrop,  // the run goes on; chunks are dropped, counted, and the reader is told how many
  };
  struct Options {
    StreamView::Modes modes;
    std::size_t capacity = 1024;  // at least 1
    WhenFull when_full = WhenFull::kWait;
    bool subworkflows = false;
  };
  explicit StreamReader(const Options& options);

  struct Next {
    std::uint64_t dropped = 0;         // chunks before this one, since the last
    std::optional<StreamChunk> chunk;  // none = only the count, at the end
  };
  // Waits for the next chunk. Nothing once the run has ended and everything was read, or after
  // Leave.
  std::optional<Next> Read();
  // The reader is gone: nothing is kept any more, and the run waits for nobody.
  void Leave();
  // There will be no run, since it could not start.
  void Close();
  std::uint64_t dropped() const;  // so far

  bool Wants(Type type) const override { return view_.Wants(type); }
  bool WantsDetails() const override { return view_.WantsDetails(); }
  bool Take(const Event& event) override;
  bool Ready(const std::function<void()>& go_on) override;

 private:
  bool full() const { return chunks_.size() >= options_.capacity; }
  void Keep(const StreamChunk& chunk);

  const Options options_;
  StreamView view_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Next> chunks_;
  std::uint64_t dropped_ = 0;
  std::uint64_t untold_ = 0;  // dropped since the last chunk that was kept
  std::function<void()> go_on_;
  bool left_ = false;
  bool over_ = false;
};

}  // namespace dashflow::event
