// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/directory.h"
#include "tests/support/engine/recording_sink.h"
#include "tests/unit/engine/call/subworkflow_fixture.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using checkpoint::ThreadStatus;
using testing::Json;

// Subworkflows with `checkpoint: own` that other subworkflows call, and nodes by name.
class OwnCall : public Subworkflow {
 protected:
  OwnCall() {
    host.types.Add("test.one", {.inputs = {}, .outputs = {"n"}}, [](graph::Call& call) {
      call.Emit(0, Value(1));
      return graph::Outcome::kDone;
    });
    Counted("{i: {type: test.name}}", "START -> i");
  }
  // What keeps its state.
  void Counted(const std::string& nodes, const std::string& edges) {
    host.types.AddWorkflow("counted", Line("counted", nodes, edges));
  }
  // What calls it `laps` times, and begins anew each time itself.
  void Inner(int laps) {
    host.types.AddWorkflow("inner", R"(
dashflow: 1
name: inner
state: {log: {type: array, default: []}, n: {reduce: sum}}
output: [log]
nodes:
  t: {workflow: counted, checkpoint: own}
  count: {type: test.one}
edges: [START -> t -> count, {from: count, to: t, when: n < )" +
                                        std::to_string(laps) + "}]\n");
  }
  Value Heard(const std::string& yaml, const std::string& thread = "t") {
    const RunResult done = host.RunOn(thread, yaml, "{}");
    EXPECT_EQ(done.status, ThreadStatus::kDone);
    return *done.output.Find("heard");
  }
  Value Log(const std::string& yaml) { return *host.RunOn("t", yaml, "{}").output.Find("log"); }

  const std::string caller =
      Line("caller", "{a: {type: test.call, checkpoint: own}}", "START -> a");
};

TEST_F(OwnCall, IsKeptOverRunsThoughItsCallerIsNot) {
  Inner(1);
  EXPECT_EQ(Heard(kOuter), Json(R"(["i"])"));
  host.Restart();
  EXPECT_EQ(Heard(kOuter), Json(R"(["i","i"])"));
  EXPECT_EQ(Heard(kOuter), Json(R"(["i","i","i"])"));
  EXPECT_EQ(Heard(kOuter, "other"), Json(R"(["i"])"));
}

TEST_F(OwnCall, IsKeptFromLapToLapInsideOneSuperstepOfItsThread) {
  Inner(3);
  EXPECT_EQ(Heard(kOuter), Json(R"(["i","i","i"])"));
  host.Restart();
  EXPECT_EQ(Heard(kOuter), Json(R"(["i","i","i","i","i","i"])"));
}

TEST_F(OwnCall, IsTheSameWhereverItIsCalledFromThere) {
  Inner(1);
  host.types.AddWorkflow("middle", R"(
dashflow: 1
name: middle
state: {log: {type: array, default: []}}
nodes: {s: {workflow: inner, checkpoint: own}}
edges: [START -> s]
)");
  std::string yaml = kOuter;
  yaml.replace(yaml.find("workflow: inner"), 15, "workflow: middle");
  EXPECT_EQ(Heard(yaml), Json(R"(["i"])"));
  host.Restart();
  EXPECT_EQ(Heard(yaml), Json(R"(["i","i"])"));
}

TEST_F(OwnCall, IsAsItWasThenOnAFork) {
  Inner(1);
  testing::RecordingSink sink;
  host.RunOn("t", kOuter, "{}", {.sink = &sink});
  std::vector<std::string> own;
  for (const Value& each : sink.Of(event::Type::kCheckpoint))
    if (each.Find("ns")->size() == 0) own.emplace_back(each.Find("id")->as_text());
  EXPECT_EQ(Heard(kOuter), Json(R"(["i","i"])"));
  RunRequest request;
  request.thread = "t";
  for (const auto& [at, heard] : {std::pair(1U, R"(["i"])"), std::pair(3U, R"(["i"])")}) {
    request.at = checkpoint::ParsePosition(own.at(at));
    const auto forked = host.Try(kOuter, request);
    ASSERT_TRUE(forked.has_value());
    EXPECT_EQ(ToJson(*forked.value().output.Find("heard")), heard) << at;
  }
  // Two branches on, from the second checkpoint's.
  EXPECT_EQ(Heard(kOuter), Json(R"(["i","i"])"));
}

TEST_F(OwnCall, GoesOnInsideAfterAnAnswer) {
  Counted("{i: {type: test.name}, q: {type: test.ask}}", "START -> i -> q");
  Inner(1);
  ASSERT_EQ(host.RunOn("t", kOuter, "{}").questions.size(), 1U);
  host.Restart();
  const RunResult done = host.Resume("t", kOuter, {{.id = "", .value = 1}});
  EXPECT_EQ(*done.output.Find("heard"), Json(R"(["i",1])"));
  EXPECT_EQ(starts["i"], 1);
  ASSERT_EQ(host.RunOn("t", kOuter, "{}").questions.size(), 1U);
  host.Restart();
  const RunResult again = host.Resume("t", kOuter, {{.id = "", .value = 2}});
  EXPECT_EQ(*again.output.Find("heard"), Json(R"(["i",1,"i",2])"));
}

TEST_F(OwnCall, IsToldByItsNodesAlone) {
  Inner(1);
  testing::RecordingSink sink;
  host.RunOn("t", kOuter, "{}", {.sink = &sink});
  std::set<std::string> spaces;
  for (const Value& event : sink.Of(event::Type::kTaskFinished))
    if (event.Find("node")->as_text() == "i") spaces.insert(ToJson(*event.Find("ns")));
  EXPECT_EQ(spaces, (std::set<std::string>{R"(["sub","t"])"}));
}

TEST_F(OwnCall, HasKeysOfItsOwnInEachLap) {
  Inner(3);
  Heard(kOuter);
  EXPECT_EQ(keys.size(), 5U);
}

// Every commit is the last before a crash once.
TEST_F(OwnCall, EndsTheSameWhereverItIsCutOff) {
  Inner(2);
  for (int commits = 2; commits < 60; ++commits) {
    const std::string thread = "t" + std::to_string(commits);
    Heard(kOuter, thread);
    int left = commits;
    store.before = [&left](const checkpoint::Batch&) {
      return left-- > 0 ? StoreCode::kOk : StoreCode::kUnavailable;
    };
    RunRequest request;
    request.thread = thread;
    request.input = Value::EmptyObject();
    const auto cut = host.Try(kOuter, request);
    store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
    host.Restart();
    if (cut.has_value() && cut.value().status == ThreadStatus::kDone) return;
    if (checkpoint::Directory(store).Get(thread)->branch == 1) continue;  // it never began
    const RunResult resumed = host.Resume(thread, kOuter);
    EXPECT_EQ(*resumed.output.Find("heard"), Json(R"(["i","i","i","i"])")) << commits;
  }
  FAIL() << "it never ended";
}

TEST_F(OwnCall, CannotBeCalledTwiceAtOnceByItsCallers) {
  Inner(1);
  const RunResult failed = host.RunOn("t", R"(
dashflow: 1
name: fan
state: {log: {reduce: append}, items: {type: array, default: [1, 2]}}
nodes: {sub: {workflow: inner}}
edges: [{from: START, each: items, to: sub, send: {}}]
)",
                                      "{}");
  ASSERT_TRUE(failed.error);
  EXPECT_EQ(failed.error->code(), "subworkflow_conflict");
}

// As one without a caller that is tried again: the namespace is the same.
TEST_F(OwnCall, GoesOnFromWhatAnAttemptOfItsCallerLeft) {
  Counted("{i: {type: test.name}, f: {type: test.fail}}", "START -> i -> f");
  Inner(1);
  failures = 1;
  const std::string yaml = With(kOuter, "retry: {attempts: 2, delay: 1ms, errors: [broken]}");
  EXPECT_EQ(Heard(yaml), Json(R"(["i","i","f"])"));
}

TEST_F(OwnCall, ByNameGoesOnFromTheLastRun) {
  called = {"counted"};
  EXPECT_EQ(Log(caller), Json(R"([[["i"]]])"));
  host.Restart();
  EXPECT_EQ(Log(caller), Json(R"([[["i"]],[["i","i"]]])"));
}

TEST_F(OwnCall, ByNameKeepsOneStateForEachCallOfTheNode) {
  called = {"counted", "counted"};
  EXPECT_EQ(Log(caller), Json(R"([[["i"],["i"]]])"));
  EXPECT_EQ(Log(caller), Json(R"([[["i"],["i"]],[["i","i"],["i","i"]]])"));
}

TEST_F(OwnCall, ByNameAsks) {
  called = {"counted"};
  Counted("{i: {type: test.name}, q: {type: test.ask}}", "START -> i -> q");
  RunResult done;
  for (int run = 1; run < 3; ++run) {
    ASSERT_EQ(host.RunOn("t", caller, "{}").questions.size(), 1U);
    host.Restart();
    done = host.Resume("t", caller, {{.id = "", .value = run}});
    EXPECT_EQ(starts["i"], run);
  }
  EXPECT_EQ(*done.output.Find("log"), Json(R"([[["i",1]],[["i",1,"i",2]]])"));
}

TEST_F(OwnCall, ByNameIsOneAtATime) {
  called = {"counted"};
  const RunResult failed = host.RunOn("t", R"(
dashflow: 1
name: fan
state: {log: {reduce: append}, items: {type: array, default: [1, 2]}}
nodes: {a: {type: test.call, checkpoint: own}}
edges: [{from: START, each: items, to: a, send: {}}]
)",
                                      "{}");
  ASSERT_TRUE(failed.error);
  EXPECT_EQ(failed.error->code(), "subworkflow_conflict");
}

// What asks needs a state to go on from.
TEST_F(OwnCall, ByNameIsKeptThoughAllSubworkflowsAreNot) {
  called = {"counted"};
  Counted("{i: {type: test.name}, q: {type: test.ask}}", "START -> i -> q");
  const std::string yaml =
      Line("caller", "{a: {type: test.call}}", "START -> a", "defaults: {checkpoint: none}\n");
  ASSERT_EQ(host.RunOn("t", yaml, "{}").questions.size(), 1U);
  host.Restart();
  EXPECT_EQ(host.Resume("t", yaml, {{.id = "", .value = 1}}).status, ThreadStatus::kDone);
  EXPECT_EQ(starts["i"], 1);
}

}  // namespace
}  // namespace dashflow::engine
