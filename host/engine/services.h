// SPDX-License-Identifier: Apache-2.0
#pragma once

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
};

}  // namespace dashflow::engine
