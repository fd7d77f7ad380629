// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/recording_sink.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

class OnFailure : public ::testing::Test {
 protected:
  OnFailure() {
    host.UseStore(store);
    host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
      const std::string node(call.Text(graph::CallText::kNode));
      ++starts[node];
      call.Emit(0, Value(node));
      return Outcome::kDone;
    });
    host.types.Add("test.fail", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
      ++starts["b"];
      if (mended) return call.Emit(0, Value("b")), Outcome::kDone;
      call.Fail(Error("broken", "it broke"));
      return Outcome::kFailed;
    });
    host.types.Add("test.hear", {.inputs = {"code?"}, .outputs = {"log"}}, [this](Call& call) {
      ++starts["undo"];
      if (undo_fails) return call.Fail(Error("no_undo", "cannot")), Outcome::kFailed;
      call.Emit(0, call.facts().inputs[0]);
      return Outcome::kDone;
    });
  }

  testing::MapStore store;
  HostFixture host;
  std::map<std::string, int> starts;
  bool mended = false;
  bool undo_fails = false;
};

const std::string kFlow = R"(
dashflow: 1
name: saga
state: {log: {reduce: append}}
nodes:
  a: {type: test.name}
  b: {type: test.fail}
  c: {type: test.name}
  undo: {type: test.hear, in: {code: {cel: error.code + ' at ' + error.node}}}
edges: [START -> a -> b & c]
on_failure: undo
)";

TEST_F(OnFailure, RunsOnceAndTheRunKeepsItsEnding) {
  testing::RecordingSink sink;
  const RunResult failed = host.RunOn("t", kFlow, "{}", {.sink = &sink});
  EXPECT_EQ(failed.status, ThreadStatus::kFailed);
  EXPECT_EQ(failed.error->code(), "broken");
  EXPECT_EQ(ToJson(failed.output), R"({"log":["a","broken at b"]})");
  EXPECT_EQ(starts["undo"], 1);
  EXPECT_EQ(sink.Of(event::Type::kRunFinished).size(), 1U);
  EXPECT_EQ(sink.events().back().Find("event")->as_text(), "run.finished");
}

TEST_F(OnFailure, LeavesTheThreadWhereItCanBeResumed) {
  host.RunOn("t", kFlow, "{}");
  const int before = starts["c"];
  mended = true;
  host.Restart();
  const RunResult done = host.Resume("t", kFlow);
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(ToJson(done.output), R"({"log":["a","broken at b","b","c"]})");
  EXPECT_EQ(starts["undo"], 1);
  EXPECT_EQ(starts["c"], std::max(before, 1));
}

TEST_F(OnFailure, RunsAgainForAnotherFailure) {
  host.RunOn("t", kFlow, "{}");
  host.Restart();
  EXPECT_EQ(host.Resume("t", kFlow).status, ThreadStatus::kFailed);
  EXPECT_EQ(starts["undo"], 2);
}

TEST_F(OnFailure, ThatFailsChangesNothing) {
  undo_fails = true;
  const RunResult failed = host.RunOn("t", kFlow, "{}");
  EXPECT_EQ(failed.error->code(), "broken");
  EXPECT_EQ(ToJson(failed.output), R"({"log":["a"]})");
}

TEST_F(OnFailure, FollowsALimit) {
  const std::string loop = R"(
dashflow: 1
name: loop
state: {log: {reduce: append}}
nodes: {a: {type: test.name}, undo: {type: test.hear, in: {code: {cel: error.code}}}}
edges: [START -> a -> a]
on_failure: undo
)";
  const RunResult failed = host.RunOn("t", loop, "{}", {.max_steps = 2});
  EXPECT_EQ(failed.error->code(), "recursion_limit");
  EXPECT_EQ(starts["undo"], 1);
  EXPECT_EQ(failed.output.Find("log")->At(failed.output.Find("log")->size() - 1),
            Value("recursion_limit"));
}

TEST_F(OnFailure, RunsWithoutAStore) {
  HostFixture plain;
  plain.types = std::move(host.types);
  EXPECT_EQ(plain.Run(kFlow, "{}").output, Json(R"({"log":["a","broken at b"]})"));
}

// Whichever commit is the last before a crash, the ending becomes final only with it.
TEST_F(OnFailure, IsNotLostInACrash) {
  for (int commits = 1;; ++commits) {
    int left = commits;
    store.before = [&left](const checkpoint::Batch&) {
      return left-- > 0 ? StoreCode::kOk : StoreCode::kUnavailable;
    };
    starts.clear();
    const std::string thread = "t" + std::to_string(commits);
    RunRequest request;
    request.thread = thread;
    request.input = Value::EmptyObject();
    const auto cut = host.Try(kFlow, request);
    store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
    host.Restart();
    if (cut.has_value() && cut.value().error && cut.value().error->code() == "broken") return;
    RunRequest again;
    again.thread = thread;
    const auto resumed = host.Try(kFlow, again);
    if (resumed.has_error()) continue;  // nothing of it was stored
    EXPECT_EQ(resumed.value().status, ThreadStatus::kFailed) << commits;
    EXPECT_GE(starts["undo"], 1) << commits;
    EXPECT_EQ(*resumed.value().output.Find("log"), Json(R"(["a","broken at b"])")) << commits;
  }
}

// Its changes are stored before its end is.
TEST_F(OnFailure, EndsOnceThoughItsEndIsCutOff) {
  store.before = [this](const checkpoint::Batch&) {
    return store.entries() < 4 ? StoreCode::kOk : StoreCode::kUnavailable;
  };
  host.RunOn("t", kFlow, "{}");
  EXPECT_EQ(starts["undo"], 1);
  store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
  mended = true;
  host.Restart();
  EXPECT_EQ(host.Resume("t", kFlow).status, ThreadStatus::kFailed);
  EXPECT_EQ(host.Resume("t", kFlow).status, ThreadStatus::kDone);
}

}  // namespace
}  // namespace dashflow::engine
