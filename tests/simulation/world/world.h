// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "host/executor/seeded_executor.h"
#include "tests/simulation/check/chronicle.h"
#include "tests/simulation/flow/dice.h"
#include "tests/simulation/flow/flow.h"
#include "tests/simulation/sabotage.h"
#include "tests/simulation/world/weather.h"

namespace dashflow::simulation {

class Host;

// What all parts of one simulated world share: its time, its chances, and what happened. One
// thread.
struct World {
  World(const Flow& the_flow, std::uint64_t seed)
      : flow(the_flow), dice(seed), executor({.seed = dice.Roll()}) {}

  // Something happened; `words` are only asked for when somebody reads them.
  template <class Words>
  Moment Note(Words&& words) {
    ++moments;
    if (keeps_trace) trace.push_back(Prefix() + words());
    return moments;
  }
  std::string Prefix() const;
  // Whoever waits for news looks again.
  void Ring() { executor.Notify(news); }

  const Flow& flow;
  Weather weather;
  Sabotage sabotage = Sabotage::kNone;
  bool keeps_trace = false;

  Dice dice;
  executor::SeededExecutor executor;
  Moment moments = 0;
  std::vector<std::string> trace;
  Chronicle chronicle;
  std::map<std::string, int> failures;  // of the services that tasks use, so far
  std::atomic<std::uint32_t> news{0};
  // An accident may happen to this host now.
  std::function<void(Host&)> chance = [](Host&) {};
};

}  // namespace dashflow::simulation
