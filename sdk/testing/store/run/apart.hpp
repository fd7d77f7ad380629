// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>

#include "store/check/check.hpp"

namespace dashflow::sdk::testing::store {

// Runs `body` in a process of its own and gives its result. A process that crashes, ends by itself
// or is not done in time has failed. REQUIRES: no other thread runs.
Result RunApart(std::chrono::seconds patience, const std::function<Result()>& body);

}  // namespace dashflow::sdk::testing::store
