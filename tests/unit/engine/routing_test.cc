// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/recording_sink.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

// Adds 1 to what it gets.
Outcome AddOne(Call& call) {
  call.Emit(0, call.facts().inputs[0].as_int() + 1);
  return Outcome::kDone;
}

// Gives its node's name.
Outcome SayName(Call& call) {
  call.Emit(0, Value(call.Text(graph::CallText::kNode)));
  return Outcome::kDone;
}

// The same routing on both executors.
class Routing : public ::testing::TestWithParam<HostFixture::On> {
 protected:
  Routing() : host(GetParam()) {
    host.types.Add("test.inc", {.inputs = {"n"}, .outputs = {"n"}}, AddOne);
    host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, SayName);
    host.types.Add("test.work",
                   {.inputs = {}, .outputs = {"log"}, .exec = graph::ExecClass::kCompute}, SayName);
    host.types.Add("test.echo",
                   {.inputs = {"item"}, .outputs = {"log"}, .exec = graph::ExecClass::kBlocking},
                   [](Call& call) {
                     call.Emit(0, call.facts().inputs[0]);
                     return Outcome::kDone;
                   });
  }
  HostFixture host;
};

INSTANTIATE_TEST_SUITE_P(Executors, Routing,
                         ::testing::Values(HostFixture::On::kSeeded, HostFixture::On::kTbb));

TEST_P(Routing, ChainRunsOneNodeASuperstep) {
  const RunResult result = host.Run(R"(
dashflow: 1
name: chain
state: {n: {type: integer}}
nodes: {a: {type: test.inc}, b: {type: test.inc}, c: {type: test.inc}}
edges: [START -> a -> b -> c -> END]
)",
                                    R"({"n": 1})");
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(result.output, Json(R"({"n":4})"));
  EXPECT_EQ(result.steps, 3);
}

TEST_P(Routing, SiblingsWriteInTheOrderOfTheirNames) {
  const RunResult result = host.Run(R"(
dashflow: 1
name: parallel
state: {log: {reduce: append}}
nodes: {z: {type: test.work}, a: {type: test.work}, m: {type: test.name}, end: {type: test.name}}
edges: [START -> z & a & m, a & m & z -> end]
)",
                                    "{}");
  EXPECT_EQ(result.output, Json(R"({"log":["a","m","z","end"]})"));
  EXPECT_EQ(result.steps, 2);
}

TEST_P(Routing, LoopEndsByItsCondition) {
  const RunResult result = host.Run(R"(
dashflow: 1
name: loop
state: {n: {type: integer}}
nodes: {inc: {type: test.inc}}
edges:
  - START -> inc
  - {from: inc, to: inc, when: n < 100}
)",
                                    R"({"n": 0})");
  EXPECT_EQ(result.output, Json(R"({"n":100})"));
  EXPECT_EQ(result.steps, 100);
}

TEST_P(Routing, FanOutKeepsTheOrderOfItsListAndGathers) {
  const RunResult result = host.Run(R"(
dashflow: 1
name: fan
state: {items: {type: array}, log: {reduce: append}}
output: [log]
nodes: {start: {type: test.name, out: {log: log}}, each: {type: test.echo, out: {log: log}}, end: {type: test.name}}
edges:
  - START -> start
  - {from: start, each: items, to: each, as: item}
  - {gather: each, switch: size(log) > 3, cases: {true: end}, default: END}
)",
                                    R"({"items": [3, 1, 2]})");
  EXPECT_EQ(result.output, Json(R"({"log":["start",3,1,2,"end"]})"));
}

TEST_P(Routing, GatherFollowsAFanOutOverNothing) {
  const RunResult result = host.Run(R"(
dashflow: 1
name: fan
state: {items: {type: array}, log: {reduce: append}}
output: [log]
nodes: {each: {type: test.echo}, end: {type: test.name}}
edges:
  - {from: START, each: items, to: each, as: item}
  - {gather: each, to: end}
)",
                                    R"({"items": []})");
  EXPECT_EQ(result.output, Json(R"({"log":["end"]})"));
}

TEST_P(Routing, JoinRearmsInALoop) {
  const RunResult result = host.Run(R"(
dashflow: 1
name: joins
state: {n: {type: integer, default: 0}, log: {reduce: append}}
output: [log, n]
nodes: {a: {type: test.name}, b: {type: test.name}, c: {type: test.inc}}
edges:
  - START -> a & b
  - a & b -> c
  - {from: c, to: [a, b], when: n < 2}
)",
                                    "{}");
  EXPECT_EQ(result.output, Json(R"({"log":["a","b","a","b"],"n":2})"));
}

TEST_P(Routing, AConditionSeesItsOwnWritesButNotItsSiblings) {
  host.types.Add("test.set", {.inputs = {}, .outputs = {"x"}}, [](Call& call) {
    call.Emit(0, 1);
    return Outcome::kDone;
  });
  const RunResult result = host.Run(R"(
dashflow: 1
name: own
state: {x: {type: integer, default: 0}, y: {type: integer, default: 0}, log: {reduce: append}}
output: [log]
nodes: {a: {type: test.set}, b: {type: test.set, out: {x: y}}, both: {type: test.name}, mine: {type: test.name}}
edges:
  - START -> a & b
  - {from: a, to: both, when: x == 1 && y == 1}
  - {from: a, to: mine, when: x == 1}
)",
                                    "{}");
  EXPECT_EQ(result.output, Json(R"({"log":["mine"]})"));
}

TEST_P(Routing, JumpAddsToTheEdges) {
  host.types.Add("test.jump", {}, [](Call& call) {
    return call.Jump("b", false).has_value() ? Outcome::kDone : Outcome::kFailed;
  });
  const std::string yaml = R"(
dashflow: 1
name: jump
state: {log: {reduce: append}}
nodes: {a: {type: test.jump, goto: [b]}, b: {type: test.name}, c: {type: test.name}}
edges: [START -> a -> c]
)";
  EXPECT_EQ(host.Run(yaml, "{}").output, Json(R"({"log":["b","c"]})"));
}

TEST_P(Routing, AChainAsLongAsTheLimitFails) {
  const std::string yaml = R"(
dashflow: 1
name: limit
state: {n: {type: integer}}
nodes: {a: {type: test.inc}, b: {type: test.inc}}
edges: [START -> a -> b]
)";
  EXPECT_EQ(host.Run(yaml, R"({"n":0})", {.max_steps = 3}).status, ThreadStatus::kDone);
  const RunResult limited = host.Run(yaml, R"({"n":0})", {.max_steps = 2});
  EXPECT_EQ(limited.status, ThreadStatus::kFailed);
  ASSERT_TRUE(limited.error);
  EXPECT_EQ(limited.error->code(), "recursion_limit");
  EXPECT_EQ(limited.output, Json(R"({"n":2})"));
}

TEST_P(Routing, EventsTellTheRunInOrder) {
  testing::RecordingSink sink;
  host.Run(R"(
dashflow: 1
name: events
state: {n: {type: integer}}
nodes: {a: {type: test.inc}}
edges: [START -> a]
)",
           R"({"n":0})", {.sink = &sink});
  EXPECT_EQ(sink.Names(),
            (std::vector<std::string>{"run.started", "values", "step.started", "task.started",
                                      "task.finished", "values", "run.finished"}));
  std::uint64_t last = 0;
  for (const Value& event : sink.events()) {
    const auto seq = static_cast<std::uint64_t>(event.Find("seq")->as_int());
    EXPECT_GT(seq, last);
    last = seq;
  }
}

}  // namespace
}  // namespace dashflow::engine
