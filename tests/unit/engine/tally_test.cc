// SPDX-License-Identifier: Apache-2.0
#include "host/engine/tally/tally.h"

#include <gmock/gmock.h>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using dashflow::testing::HostFixture;
using dashflow::testing::Json;
using dashflow::testing::MapStore;
using graph::Call;
using graph::Outcome;

const std::string kYaml = R"(
dashflow: 1
name: chain
state: {log: {reduce: append}, fail: {type: boolean, default: false}}
nodes:
  a: {type: test.name}
  b: {type: test.fails, in: {fail: fail}, retry: {attempts: 2, delay: 0s}}
edges: [START -> a -> b]
)";

// What an engine counts.
class Counted : public ::testing::Test {
 protected:
  Counted() {
    host.UseStore(store);
    host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      call.Emit(0, call.Text(graph::CallText::kNode));
      return Outcome::kDone;
    });
    host.types.Add("test.fails", {.inputs = {"fail"}, .outputs = {}}, [](Call& call) {
      if (call.facts().inputs[0] != Value(true)) return Outcome::kDone;
      call.Fail(Error("unavailable", "not now").Category(ErrorCategory::kTransient, true));
      return Outcome::kFailed;
    });
    host.engine().KeepTallies(
        [](std::string_view name) { return name == "chain" ? "known" : "other"; });
  }
  const RunTally& Runs(const std::string& label) {
    const RunTally* found = nullptr;
    host.engine().tallies()->VisitRuns([&](const std::string& name, const RunTally& tally) {
      if (name == label) found = &tally;
    });
    return *found;
  }
  std::uint64_t Nodes(const std::string& type, NodeTally::Count count) {
    std::uint64_t value = 0;
    host.engine().tallies()->VisitNodes([&](const std::string& name, const NodeTally& tally) {
      if (name == type) value = tally.counts.value(count);
    });
    return value;
  }

  MapStore store;
  HostFixture host;
};

TEST_F(Counted, RunsByLabelAndStatus) {
  host.RunOn("t", kYaml, "{}");
  host.RunOn("u", kYaml, R"({"fail": true})");
  const RunTally& runs = Runs("known");
  EXPECT_EQ(runs.counts.value(RunTally::kStarted), 2U);
  EXPECT_EQ(runs.counts.value(RunTally::kSteps), 4U);
  EXPECT_EQ(runs.finished(ThreadStatus::kDone), 1U);
  EXPECT_EQ(runs.finished(ThreadStatus::kFailed), 1U);
  EXPECT_EQ(runs.active.value(), 0);
  EXPECT_EQ(runs.seconds.counts().size(), kLatencyBounds.size() + 1);
}

TEST_F(Counted, WhatIsRefusedOrDoneByHandIsNoRun) {
  host.RunOn("t", kYaml, "{}");
  RunRequest nothing;
  nothing.thread = "nothing";
  EXPECT_TRUE(host.Try(kYaml, nothing).has_error());
  const auto program = host.engine().Load(host.types.Compile(kYaml));
  UpdateRequest request;
  request.thread = "t";
  request.updates.push_back({.as_node = "a", .values = Json(R"({"log": "by hand"})")});
  ASSERT_TRUE(host.engine().Update(program, request).has_value());
  const RunTally& runs = Runs("known");
  EXPECT_EQ(runs.counts.value(RunTally::kStarted), 1U);
  EXPECT_EQ(runs.finished(ThreadStatus::kDone), 1U);
  EXPECT_EQ(runs.active.value(), 0);
}

TEST_F(Counted, TasksByTypeAndOutcome) {
  host.RunOn("t", kYaml, "{}");
  host.RunOn("u", kYaml, R"({"fail": true})");
  EXPECT_EQ(Nodes("test.name", NodeTally::kDone), 2U);
  EXPECT_EQ(Nodes("test.fails", NodeTally::kDone), 1U);
  EXPECT_EQ(Nodes("test.fails", NodeTally::kRetried), 1U);
  EXPECT_EQ(Nodes("test.fails", NodeTally::kFailed), 1U);
}

TEST_F(Counted, WorkflowsThatAreNotKnownShareALabel) {
  const std::string other =
      "dashflow: 1\nname: other_one\nnodes: {a: {type: test.name}}\n"
      "state: {log: {reduce: append}}\nedges: [START -> a]\n";
  host.RunOn("t", other, "{}");
  EXPECT_EQ(Runs("other").counts.value(RunTally::kStarted), 1U);
  EXPECT_EQ(host.engine().occupancy().threads, 0U);
  EXPECT_GE(host.engine().occupancy().programs, 1U);
}

}  // namespace
}  // namespace dashflow::engine
