// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/frame_ring.h"

#include <algorithm>

namespace dashflow::api {

void FrameRing::Add(FramePtr frame) {
  frames_.push_back(std::move(frame));
  Trim();
}

void FrameRing::DropFirst() {
  kept_from_ = frames_.front()->id() + 1;
  frames_.pop_front();
}

// Texts come later than frames; a look at all of them now and then is enough.
void FrameRing::Trim() {
  if (frames_.size() > limits_.frames) DropFirst();
  if (frames_.back()->id() % 16 != 0) return;
  std::size_t bytes = 0;
  std::size_t kept = 0;
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame, ++kept) {
    bytes += (*frame)->text_size();
    if (bytes > limits_.bytes) break;
  }
  while (frames_.size() > std::max<std::size_t>(kept, 1)) DropFirst();
}

std::vector<FramePtr> FrameRing::From(std::uint64_t from, std::size_t most) const {
  const auto begin = std::ranges::lower_bound(frames_, from, {}, &Frame::id);
  const auto left = static_cast<std::size_t>(frames_.end() - begin);
  return {begin, begin + static_cast<std::ptrdiff_t>(std::min(most, left))};
}

}  // namespace dashflow::api
