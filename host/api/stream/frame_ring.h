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

  // Numbers rise.
  void Add(FramePtr frame);
  // Up to `most` frames from number `from` on.
  std::vector<FramePtr> From(std::uint64_t from, std::size_t most) const;

  // Whoever has not got a frame with a lower number has lost it.
  std::uint64_t kept_from() const { return kept_from_; }

 private:
  void Trim();
  void DropFirst();

  const Limits limits_{};
  std::deque<FramePtr> frames_;
  std::uint64_t kept_from_ = 0;
};

}  // namespace dashflow::api
