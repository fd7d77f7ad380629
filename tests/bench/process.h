// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dashflow::bench {

// Milliseconds that a process takes from its start to its end, which has to be a success. What it
// prints goes nowhere.
double ProcessMs(std::vector<std::string> words);

}  // namespace dashflow::bench
