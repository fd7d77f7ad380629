// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "tests/bench/figures.h"

namespace dashflow::bench {

// POST /runs/wait of a small fan-out.
std::vector<Case> WaitCases();
// What many readers of a stream cost, and how late they hear.
std::vector<Case> StreamCases();
// Starting, and a long queue.
std::vector<Case> QueueCases();

}  // namespace dashflow::bench
