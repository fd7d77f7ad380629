// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

class Defer : public ::testing::Test {
 protected:
  Defer() {
    host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      call.Emit(0, call.Text(graph::CallText::kNode));
      return Outcome::kDone;
    });
  }
  HostFixture host;
};

TEST_F(Defer, ItRunsOnceWhenNothingElseIsDue) {
  const RunResult result = host.Run(R"(
dashflow: 1
name: defer
state: {log: {reduce: append}}
nodes:
  a: {type: test.name}
  b: {type: test.name}
  c: {type: test.name}
  last: {type: test.name, defer: true}
edges: [START -> a & b, a -> last, b -> c -> last]
)",
                                    "{}");
  EXPECT_EQ(result.output, Json(R"({"log":["a","b","c","last"]})"));
}

TEST_F(Defer, AJoinIntoItWaitsForTheOthers) {
  const RunResult result = host.Run(R"(
dashflow: 1
name: defer
state: {log: {reduce: append}}
nodes:
  a: {type: test.name}
  b: {type: test.name}
  c: {type: test.name}
  last: {type: test.name, defer: true}
edges: [START -> a & b, a & b -> last, b -> c, last -> END]
)",
                                    "{}");
  EXPECT_EQ(result.output, Json(R"({"log":["a","b","c","last"]})"));
}

TEST_F(Defer, ItIsStillArmedAfterAnInterruptOfAnother) {
  testing::MapStore store;
  host.UseStore(store);
  const std::string yaml = R"(
dashflow: 1
name: defer
state: {log: {reduce: append}}
nodes:
  a: {type: test.name}
  b: {type: test.name}
  last: {type: test.name, defer: true}
edges: [START -> a, a -> b & last]
interrupt: {before: [b]}
)";
  EXPECT_EQ(host.RunOn("t", yaml, "{}").status, ThreadStatus::kWaiting);
  host.Restart();
  EXPECT_EQ(host.Resume("t", yaml).output, Json(R"({"log":["a","b","last"]})"));
}

}  // namespace
}  // namespace dashflow::engine
