// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/frame_ring.h"

#include <algorithm>

namespace dashflow::api {

void FrameRing::Add(FramePtr frame) {
  frames_.push_back(std::move(frame));
  Trim();
}

// Texts come later than frames; a look at all of them now and then is enough.
void FrameRing::Trim() {
  if (frames_.size() > limits_.frames) frames_.pop_front();
  if (frames_.back()->id() % 16 != 0) return;
  std::size_t bytes = 0;
  std::size_t kept = 0;
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame, ++kept) {
    bytes += (*frame)->text_size();
    if (bytes > limits_.bytes) break;
  }
  while (frames_.size() > std::max<std::size_t>(kept, 1)) frames_.pop_front();
}

std::vector<FramePtr> FrameRing::From(std::uint64_t from, std::size_t most) const {
  if (frames_.empty() || from > frames_.back()->id()) return {};
  const std::size_t skipped = from > first() ? from - first() : 0;
  const auto begin = frames_.begin() + static_cast<std::ptrdiff_t>(skipped);
  const std::size_t count = std::min(most, frames_.size() - skipped);
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace dashflow::api
