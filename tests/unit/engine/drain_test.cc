// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

// `test.stop` drains the engine while it runs, once; every node appends its name to `log`.
class Drain : public ::testing::Test {
 protected:
  Drain() {
    host.UseStore(store);
    host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}},
                   [this](Call& call) { return Tell(call); });
    host.types.Add("test.stop", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
      if (!std::exchange(stopped, true)) host.engine().Drain();
      return Tell(call);
    });
    host.types.Add("test.flaky", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
      if (starts["flaky"] > 0) return Tell(call);
      ++starts["flaky"];
      call.Fail(Error("broken", "it broke"));
      return Outcome::kFailed;
    });
  }

  Outcome Tell(Call& call) {
    const std::string node(call.Text(graph::CallText::kNode));
    ++starts[node];
    call.Emit(0, Value(node));
    return Outcome::kDone;
  }

  static std::string Flow(const std::string& nodes, const std::string& edges,
                          const std::string& more = "") {
    return "\ndashflow: 1\nname: flow\nstate: {log: {reduce: append}, heard: {type: array, "
           "default: "
           "[]}}\nnodes: " +
           nodes + "\nedges: [" + edges + "]\n" + more;
  }

  RunResult Continue(const std::string& yaml) {
    host.Restart();
    return host.Resume("t", yaml);
  }

  testing::MapStore store;
  HostFixture host;
  std::map<std::string, int> starts;
  bool stopped = false;
};

TEST_F(Drain, LetsTheSuperstepEndAndGoesOnAfterIt) {
  const std::string yaml = Flow(
      "{a: {type: test.name}, b: {type: test.stop}, c: {type: test.name}}", "START -> a -> b -> c");
  const RunResult drained = host.RunOn("t", yaml, "{}");
  EXPECT_EQ(drained.status, ThreadStatus::kCancelled);
  ASSERT_TRUE(drained.error);
  EXPECT_EQ(drained.error->code(), "drained");
  EXPECT_EQ(*drained.output.Find("log"), Json(R"(["a","b"])"));
  const RunResult done = Continue(yaml);
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(*done.output.Find("log"), Json(R"(["a","b","c"])"));
  EXPECT_EQ(starts["b"], 1);
}

TEST_F(Drain, LeavesARunAloneThatEndsWithItsSuperstep) {
  const RunResult done = host.RunOn("t", Flow("{b: {type: test.stop}}", "START -> b"), "{}");
  EXPECT_EQ(done.status, ThreadStatus::kDone);
}

TEST_F(Drain, RefusesWhatIsNew) {
  host.engine().Drain();
  RunRequest request;
  request.input = Json("{}");
  const auto refused = host.Try(Flow("{a: {type: test.name}}", "START -> a"), std::move(request));
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "draining");
}

TEST_F(Drain, DoesNotWaitForARetryThatWaits) {
  const std::string yaml = Flow(
      "{flaky: {type: test.flaky, retry: {attempts: 2, delay: 1h, max_delay: 1h, errors: "
      "[broken]}}, stop: {type: test.stop}}",
      "START -> flaky, START -> stop");
  const MonoTime before = host.executor().clock().Mono();
  const RunResult drained = host.RunOn("t", yaml, "{}");
  ASSERT_TRUE(drained.error);
  EXPECT_EQ(drained.error->code(), "drained");
  EXPECT_LT(host.executor().clock().Mono() - before, std::chrono::minutes(1));
  const RunResult done = Continue(yaml);
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(*done.output.Find("log"), Json(R"(["flaky","stop"])"));
  EXPECT_EQ(starts["stop"], 1);
}

TEST_F(Drain, AFailureIsStillOne) {
  const std::string yaml =
      Flow("{flaky: {type: test.flaky}, stop: {type: test.stop}}", "START -> flaky, START -> stop");
  const RunResult failed = host.RunOn("t", yaml, "{}");
  EXPECT_EQ(failed.status, ThreadStatus::kFailed);
  EXPECT_EQ(failed.error->code(), "broken");
}

TEST_F(Drain, ReachesIntoASubworkflow) {
  host.types.AddWorkflow(
      "inner",
      "\ndashflow: 1\nname: inner\nstate: {log: {reduce: append}}\nnodes: {a: {type: "
      "test.stop}, b: {type: test.name}}\nedges: [START -> a -> b]\n");
  const std::string yaml =
      Flow("{sub: {workflow: inner, out: {log: heard}}, after: {type: test.name}}",
           "START -> sub -> after");
  const RunResult drained = host.RunOn("t", yaml, "{}");
  ASSERT_TRUE(drained.error);
  EXPECT_EQ(drained.error->code(), "drained");
  EXPECT_EQ(starts["b"], 0);
  const RunResult done = Continue(yaml);
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(*done.output.Find("heard"), Json(R"(["a","b"])"));
  EXPECT_EQ(starts["a"], 1);
}

TEST_F(Drain, IsNoFailureThatOnFailureIsFor) {
  const std::string yaml =
      Flow("{a: {type: test.stop}, b: {type: test.name}, sorry: {type: test.name}}",
           "START -> a -> b", "on_failure: sorry\n");
  EXPECT_EQ(host.RunOn("t", yaml, "{}").error->code(), "drained");
  EXPECT_EQ(starts["sorry"], 0);
  EXPECT_EQ(Continue(yaml).status, ThreadStatus::kDone);
  EXPECT_EQ(starts["sorry"], 0);
}

}  // namespace
}  // namespace dashflow::engine
