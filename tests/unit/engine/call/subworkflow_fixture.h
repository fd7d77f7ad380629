// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/sound_store.h"

namespace dashflow::engine {

// Nodes that append to `log`: `test.name` its name, `test.ask` the answer to its name, `test.fail`
// its name once it has failed `failures` times (error broken), `test.call` a list of what each of
// the workflows `called` has in its own. `test.leave` speaks to the caller, and has its node
// `after` come next.
class Subworkflow : public ::testing::Test {
 protected:
  Subworkflow();
  void TearDown() override { testing::ExpectSound(store); }

  // A workflow of these nodes; each appends to `log`.
  static std::string Line(const std::string& name, const std::string& nodes,
                          const std::string& edges, const std::string& more = "");
  // With the rule at the node whose workflow is `inner`.
  static std::string With(std::string yaml, const std::string& rule);

  testing::MapStore store;
  testing::HostFixture host;
  std::map<std::string, int> starts;  // by node
  std::set<std::string> keys;         // idempotency keys of `test.name`
  int failures = 0;
  std::vector<std::string> called;
};

// before -> sub -> after, where `sub` is `inner` and tells its `log` as `heard`.
extern const std::string kOuter;

}  // namespace dashflow::engine
