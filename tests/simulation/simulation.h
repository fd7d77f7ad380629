// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/simulation/sabotage.h"

namespace dashflow::simulation {

struct Settings {
  std::uint64_t seed = 1;
  Sabotage sabotage = Sabotage::kNone;
  bool keeps_trace = false;
};

// An invariant that does not hold.
struct Broken {
  std::string invariant;
  std::string finding;
};

// What came of one seed.
struct Report {
  std::uint64_t seed = 0;
  std::vector<Broken> broken{};
  std::uint64_t moments = 0;  // things that happened
  std::uint64_t refused = 0;  // commits that met a conflict
  int hosts = 0;
  std::string flow{};                // with keeps_trace
  std::vector<std::string> trace{};  // with keeps_trace
};

// Makes up a workflow, its story and its accidents from the seed, lets it happen with and without
// the accidents, and checks every invariant. Equal settings give equal reports.
Report Simulate(const Settings& settings);

// One line: what broke first, at which event, and the command that replays it. Empty = nothing did.
std::string Describe(const Report& report);

}  // namespace dashflow::simulation
