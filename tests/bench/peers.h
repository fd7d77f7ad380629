// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dashflow::bench {

// What tools/bench/peers/<peer> prints for a workload, in the unit of the figure. Ends the program
// when the peer has not been built or fails, or, unless `answer` is empty, prints another answer.
double PeerFigure(const std::string& peer, const std::string& workload,
                  const std::string& answer = "");

}  // namespace dashflow::bench
