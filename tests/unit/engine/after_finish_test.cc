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
using testing::MapStore;

// `keep: after_finish`: what is written can be read once nothing else is due.
class AfterFinish : public ::testing::Test {
 protected:
  AfterFinish() {
    host.UseStore(store);
    host.types.Add("test.put", {.inputs = {}, .outputs = {"x"}}, [](Call& call) {
      call.Emit(0, 1);
      return Outcome::kDone;
    });
    host.types.Add("test.see", {.inputs = {"x"}, .outputs = {"log"}}, [](Call& call) {
      call.Emit(0, call.facts().inputs[0]);
      return Outcome::kDone;
    });
    host.types.Add("test.read", {.inputs = {}, .outputs = {"log"}, .exec = {}, .open = true},
                   [](Call& call) {
                     const auto x = call.Read("x");
                     call.Emit(0, *x == nullptr ? Value("none") : **x);
                     return Outcome::kDone;
                   });
    host.types.Add("test.ask", {.inputs = {}, .outputs = {}}, [](Call& call) {
      return call.Interrupt("go on?", {}) == nullptr ? Outcome::kInterrupted : Outcome::kDone;
    });
  }

  static std::string Yaml(const std::string& edges, const std::string& limits = "") {
    return R"(
dashflow: 1
name: held
state:
  x: {type: [integer, 'null'], keep: after_finish}
  log: {reduce: append}
nodes:
  put: {type: test.put}
  see: {type: test.see}
  read: {type: test.read}
  ask: {type: test.ask}
  last: {type: test.see, defer: true}
edges: [)" +
           edges + "]\n" + limits;
  }

  MapStore store;
  HostFixture host;
};

TEST_F(AfterFinish, IsNotSeenByWhatComesNextButByWhatIsDeferredAndInTheOutput) {
  EXPECT_EQ(host.Run(Yaml("START -> put -> see -> read, put -> last"), "{}").output,
            Json(R"({"x":1,"log":[null,"none",1]})"));
}

TEST_F(AfterFinish, IsNotSeenByEdges) {
  EXPECT_EQ(host.Run(Yaml("START -> put, {from: put, to: see, when: x != null}"), "{}").output,
            Json(R"({"x":1,"log":[]})"));
}

TEST_F(AfterFinish, IsHeldAgainWhenItIsWrittenAgain) {
  EXPECT_EQ(host.Run(Yaml("START -> put, put -> last, last -> put"), "{}", {.max_steps = 5}).status,
            ThreadStatus::kFailed);
  EXPECT_EQ(host.Run(Yaml("START -> put -> last -> read"), "{}").output,
            Json(R"({"x":1,"log":[1,1]})"));
}

TEST_F(AfterFinish, IsHeldAcrossARestart) {
  const std::string yaml = Yaml("START -> put -> ask -> see, put -> last");
  EXPECT_EQ(host.RunOn("t", yaml, "{}").output, Json(R"({"log":[]})"));
  host.Restart();
  EXPECT_EQ(host.Resume("t", yaml, {{"", true}}).output, Json(R"({"x":1,"log":[null,1]})"));
}

TEST_F(AfterFinish, IsNotThereWhenTheRunIsCutShort) {
  const RunResult result =
      host.RunOn("t", Yaml("START -> put -> see -> see"), "{}", {.max_steps = 3});
  EXPECT_EQ(result.status, ThreadStatus::kFailed);
  EXPECT_EQ(result.output.Find("x"), nullptr);
}

TEST_F(AfterFinish, IsHeldInACopyAndAfterAPrune) {
  const std::string yaml = Yaml("START -> put -> ask -> see, put -> last");
  host.RunOn("t", yaml, "{}");
  EXPECT_TRUE(host.engine().CopyThread("t", "c").has_value());
  EXPECT_TRUE(host.engine().PruneThread("t", {}).has_value());
  for (const char* thread : {"t", "c"}) {
    EXPECT_EQ(host.Resume(thread, yaml, {{"", true}}).output, Json(R"({"x":1,"log":[null,1]})"));
  }
}

}  // namespace
}  // namespace dashflow::engine
