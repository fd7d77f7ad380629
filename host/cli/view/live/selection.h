// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/cli/view/live/picture.h"

namespace dashflow::cli {

// A node that has a line, and how many lines below it tell of its tasks.
struct ShownNode {
  std::size_t node = 0;
  std::size_t tasks = 0;
};

// What of a picture has room.
struct Selection {
  std::vector<ShownNode> nodes;                        // in the order of their lines
  std::array<std::int64_t, kNodeStateCount> hidden{};  // nodes without a line, by state
  bool hides() const;
};

// The nodes for `lines` lines, one of which counts the others when not all have room: then those
// that failed, ask or run come first. O(nodes).
Selection Select(const Picture& picture, std::size_t lines);

}  // namespace dashflow::cli
