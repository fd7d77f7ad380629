// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dashflow::bench {

// Workflows of the node type bench.inc, which reads and writes one integer.
std::string ChainOf(int nodes);
std::string LoopTo(int limit);
std::string FanOut(int width);  // one task an element of `list`, then a join
std::string GrowingList(int messages);

}  // namespace dashflow::bench
