// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dashflow::bench {

// Workflows of the node type bench.inc, which reads and writes one integer.
std::string ChainOf(int nodes);
std::string LoopTo(int limit);
std::string FanOut(int width);  // one task an element of `list`, then a join
std::string GrowingList(int messages);
std::string LoopBeside(int limit, int nodes);  // a loop in a graph of so many other nodes
std::string LoopWithTexts(int limit);          // with the channels a to d, which it leaves alone
std::string PausesOf(int nodes, int ms);       // a chain of nodes that wait
std::string TellEvery(int events, int ms);     // a loop that says when it is as a custom event
std::string HeldBelowZero(int ms);             // adds one; where n < 0 it waits instead

}  // namespace dashflow::bench
