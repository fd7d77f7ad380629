// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "host/api/stream/frame.h"

namespace dashflow::api {

// The newest frames of a run, by their numbers: at most so many, and so many bytes of what was made
// into text. [serial]
class FrameRing {
 public:
  struct Limits {
    std::size_t frames = 1024;
    std::size_t bytes = std::size_t{8} << 20;
  };
  FrameRing() = default;
  explicit FrameRing(const Limits& limits) : limits_(limits) {}

  // Numbers rise by one.
  void Add(FramePtr frame);
  // Up to `most` frames from number `from` on.
  std::vector<FramePtr> From(std::uint64_t from, std::size_t most) const;

  bool empty() const { return frames_.empty(); }
  // Of the oldest that is kept. REQUIRES: not empty.
  std::uint64_t first() const { return frames_.front()->id(); }

 private:
  void Trim();

  const Limits limits_{};
  std::deque<FramePtr> frames_;
};

}  // namespace dashflow::api
