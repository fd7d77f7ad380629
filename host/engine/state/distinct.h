// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

#include "host/graph/edge.h"

namespace dashflow::engine {

// Sorts nodes and keeps each once.
inline void SortDistinct(std::vector<graph::NodeId>& nodes) {
  if (nodes.size() < 2) return;
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

}  // namespace dashflow::engine
