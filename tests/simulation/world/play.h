// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/simulation/check/chronicle.h"
#include "tests/simulation/sabotage.h"
#include "tests/simulation/world/weather.h"

namespace dashflow::simulation {

struct Conditions {
  std::uint64_t seed = 0;
  Weather weather{};
  Sabotage sabotage = Sabotage::kNone;
  bool keeps_trace = false;
};

struct Played {
  Chronicle chronicle;
  Moment moments = 0;
  int hosts = 0;
  std::vector<std::string> trace;
};

// Lets the story of `flow` happen in a world of these conditions, until the weather clears and
// every thread has come to its end.
Played Play(const Flow& flow, const Conditions& conditions);

}  // namespace dashflow::simulation
