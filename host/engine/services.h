// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/random.h"
#include "host/executor/executor.h"

namespace dashflow::engine {

class InFlight;

// What main.cc hands to the engine; outlives it.
struct Services {
  const Clock& clock;
  Random& random;
  executor::Executor& executor;
  Log& log;
  InFlight* in_flight = nullptr;  // null = nobody wants to know which nodes run
  // How long a node may take to leave after its attempt was given up (stray/stray.h).
  std::chrono::nanoseconds node_grace = std::chrono::seconds(2);
};

}  // namespace dashflow::engine
