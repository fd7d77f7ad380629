// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::edge {

// A workflow at an edge of what is allowed, and how its run ends: "done {output}", "waiting
// {output}", "failed code", "refused code".
struct EdgeCase {
  const char* name;
  const char* state;  // members of `state:`
  const char* nodes;  // members of `nodes:`
  const char* edges;  // elements of `edges:`
  const char* input;
  const char* ending;
  const char* rest = "";  // further top-level keys
};

inline std::string NameOf(const ::testing::TestParamInfo<EdgeCase>& info) {
  return info.param.name;
}

// A host with small nodes:
//   test.tell   logs its name; ports in: none
//   test.count  n + 1 to n
//   test.echo   its port `item` to `log`
//   test.ask    asks, and logs the answer
//   test.fail   fails with node_failed
//   test.jump   goes where the channel `to` says
class EdgeHost {
 public:
  explicit EdgeHost(testing::HostFixture::On on = testing::HostFixture::On::kSeeded);

  std::string EndingOf(const EdgeCase& each);
  static std::string EndingOf(const Result<engine::RunResult>& result);
  static std::string Yaml(const EdgeCase& each);

  testing::MapStore store;
  testing::HostFixture host;
};

class EdgeTest : public ::testing::TestWithParam<EdgeCase> {
 protected:
  void Check() { EXPECT_EQ(edge.EndingOf(GetParam()), GetParam().ending); }
  EdgeHost edge;
};

}  // namespace dashflow::edge
