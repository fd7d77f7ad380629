// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"
#include "host/graph/compiler.h"
#include "host/graph/definition.h"

namespace dashflow::testing {

struct TestResult {
  std::string name;
  std::vector<std::string> differences;   // empty = passed
  std::chrono::nanoseconds real_time{0};  // what it took here
  bool passed() const { return differences.empty(); }
};

// What cases are run with. All of it outlives the runs.
struct Bench {
  const graph::NodeTypes& types;
  const graph::Reducers& reducers;
  // An empty store for one case.
  std::function<Result<std::unique_ptr<checkpoint::Store>>()> make_store;
  PluginClock& plugin_clock;  // lent the case's virtual clock: one case at a time
  Log& log;
  std::uint64_t seed = 1;  // the order of tasks, and random numbers
};

// Runs one case of `definition.tests`. Never fails itself: a workflow that cannot run with the
// case's parameters is a difference.
TestResult RunTest(const graph::Definition& definition, const graph::TestDefinition& test,
                   const Bench& bench);

}  // namespace dashflow::testing
