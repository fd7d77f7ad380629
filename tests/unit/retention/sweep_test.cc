// SPDX-License-Identifier: Apache-2.0
#include "host/retention/sweep.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/run/crash_directory.h"
#include "host/retention/sweeper.h"
#include "tests/support/engine/caring_store.h"
#include "tests/support/engine/host_fixture.h"

namespace dashflow::retention {
namespace {

using namespace std::chrono_literals;
using checkpoint::Directory;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::CaringStore;
using testing::HostFixture;
using testing::Json;
using testing::MapStore;

constexpr const char* kYaml =
    "dashflow: 1\nname: counts\nstate: {n: {type: integer, default: 0}, ask: {type: boolean, "
    "default: false}, fail: {type: boolean, default: false}}\n"
    "nodes: {count: {type: test.count}, ask: {type: test.ask}}\n"
    "edges: [START -> count, {from: count, to: count, when: n % 5 != 0}, {from: count, to: ask, "
    "when: n % 5 == 0 && ask}]\n";

class SweepTest : public ::testing::Test {
 protected:
  SweepTest() {
    host.UseStore(caring);
    host.types.Add("test.count", {.inputs = {"n", "fail"}, .outputs = {"n"}}, [](Call& call) {
      if (call.facts().inputs[1].as_bool())
        return call.Fail(Error("broken", "it is")), Outcome::kFailed;
      call.Emit(0, call.facts().inputs[0].as_int() + 1);
      return Outcome::kDone;
    });
    host.types.Add("test.ask", {.inputs = {}, .outputs = {}}, [](Call& call) {
      return call.Interrupt("what?", {}) == nullptr ? Outcome::kInterrupted : Outcome::kDone;
    });
  }

  void Run(const std::string& thread, std::string_view input = "{}") {
    host.RunOn(thread, kYaml, input);
  }
  Parts parts() { return {host.engine(), caring, &caring, clock, host.log}; }
  Swept Pass(const Rule& rule) { return PassOfAll({rule, {}}); }
  Swept PassOfAll(const Rules& rules) { return Sweep(parts(), rules).Run(never).value(); }
  std::vector<std::string> Threads() {
    std::vector<std::string> ids;
    for (const auto& record : Directory(caring).List({}).value()) ids.push_back(record.id);
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  void Change(const std::string& thread,
              const std::function<void(checkpoint::ThreadRecord&)>& how) {
    auto record = Directory(caring).Get(thread).value();
    how(record);
    checkpoint::RecordPut put;
    const checkpoint::Operation op = checkpoint::PutThread(record, put);
    checkpoint::Batch batch;
    batch.ops = &op;
    batch.op_count = 1;
    ASSERT_EQ(CommitAndWait(caring, batch), checkpoint::StoreCode::kOk);
  }
  std::size_t Checkpoints(const std::string& thread) {
    std::size_t count = 0;
    const auto record = Directory(caring).Get(thread).value();
    checkpoint::History(caring, record)
        .Visit([&count](const checkpoint::Snapshot& snapshot) {
          count += snapshot.position.seq != 0 ? 1 : 0;
          return true;
        })
        .value();
    return count;
  }

  const std::atomic<bool> never{false};
  MapStore store;
  CaringStore caring{store};
  HostFixture host;
  const Clock& clock = host.executor().clock();
};

TEST_F(SweepTest, EndedThreadsThatAreOldGoWithAllThatIsTheirs) {
  Run("done");
  Run("failed", R"({"fail":true})");
  Change("failed", [](auto& record) { EXPECT_EQ(record.status, ThreadStatus::kFailed); });
  host.Pass(31 * 24h);
  Run("t");
  Change("t", [this](auto& record) { record.updated = clock.Now(); });
  const Swept swept = Pass({.finished = 30 * 24h});
  EXPECT_EQ(swept.deleted, 2U);
  EXPECT_EQ(Threads(), std::vector<std::string>{"t"});
  EXPECT_EQ(store.Keys(checkpoint::kRunSpace).size(), 1U);
  EXPECT_EQ(store.Streams().size(), 1U);
}

TEST_F(SweepTest, YoungOnesStay) {
  Run("done");
  host.Pass(29 * 24h);
  EXPECT_FALSE(Pass({.finished = 30 * 24h}).has_any());
  EXPECT_EQ(Threads(), std::vector<std::string>{"done"});
}

TEST_F(SweepTest, WhatWaitsRunsOrIsToGoOnNeverGoes) {
  Run("waiting", R"({"ask":true})");
  for (const char* name : {"running", "drained"}) Run(name);
  Change("running", [](auto& record) { record.status = ThreadStatus::kRunning; });
  Change("drained", [](auto& record) {
    record.status = ThreadStatus::kCancelled;
    record.error_code = "drained";
  });
  host.Pass(10 * 365 * 24h);
  EXPECT_EQ(Pass({.finished = 1s}).deleted, 0U);
  EXPECT_EQ(Threads(), (std::vector<std::string>{"drained", "running", "waiting"}));
}

TEST_F(SweepTest, CheckpointsBeyondTheNewestAreRemoved) {
  Run("done");
  Run("waiting", R"({"ask":true})");
  const std::size_t before = Checkpoints("done");
  const Swept swept = Pass({.checkpoints = 2});
  EXPECT_EQ(swept.pruned, 2U);
  EXPECT_GE(swept.checkpoints, before - 2);
  EXPECT_EQ(Checkpoints("done"), 2U);
  EXPECT_EQ(host.Resume("waiting", kYaml, {{"", Value(true)}}).status, ThreadStatus::kDone);
}

TEST_F(SweepTest, AWorkflowMayHaveARuleOfItsOwn) {
  Run("done");
  host.Pass(2h);
  EXPECT_FALSE(PassOfAll({{.finished = 1h}, {{"counts", {}}}}).has_any());
  EXPECT_FALSE(PassOfAll({{}, {{"counted", {.finished = 1h}}}}).has_any());
  const Swept swept = PassOfAll({{.finished = 3h}, {{"counts", {.finished = 1h}}}});
  EXPECT_EQ(swept.deleted, 1U);
}

TEST_F(SweepTest, WhatIsPrunedIsNotLookedAtAgain) {
  Run("done");
  Sweep sweep(parts(), {{.checkpoints = 2}, {}});
  EXPECT_EQ(sweep.Run(never).value().pruned, 1U);
  EXPECT_FALSE(sweep.Run(never).value().has_any());
  int calls = 0;
  caring.between = [&calls] { ++calls; };
  EXPECT_FALSE(sweep.Run(never).value().has_any());
  EXPECT_LT(calls, 3);
  caring.between = [] {};
  Run("done");
  EXPECT_EQ(sweep.Run(never).value().pruned, 1U);
}

TEST_F(SweepTest, AThreadThatSomebodyContinuesMeanwhileStays) {
  Run("done");
  host.Pass(31 * 24h);
  int calls = 0;
  caring.between = [&] {
    if (++calls == 2) Change("done", [this](auto& record) { record.updated = clock.Now(); });
  };
  EXPECT_EQ(Pass({.finished = 30 * 24h}).deleted, 0U);
  EXPECT_EQ(Threads(), std::vector<std::string>{"done"});
}

TEST_F(SweepTest, TheirBlobsGoToo) {
  Run("small");
  host.types.Add("test.big", {.inputs = {}, .outputs = {"text"}}, [](Call& call) {
    std::string text;
    for (std::uint32_t i = 0, x = 1; i < 3'000'000; ++i) {
      x = x * 1664525 + 1013904223;
      text += static_cast<char>('!' + (x >> 24) % 90);
    }
    call.Emit(0, Value(text));
    return Outcome::kDone;
  });
  host.RunOn("big",
             "dashflow: 1\nname: big\nstate: {text: {type: string}}\nnodes: {b: {type: "
             "test.big}}\nedges: [START -> b]\n",
             "{}");
  ASSERT_GT(store.blobs(), 0U);
  host.Pass(31 * 24h);
  store.now += std::chrono::nanoseconds(31 * 24h).count();
  const Swept swept = Pass({.finished = 30 * 24h});
  EXPECT_EQ(swept.deleted, 2U);
  EXPECT_GT(swept.blobs, 0U);
  EXPECT_EQ(store.blobs(), 0U);
}

TEST_F(SweepTest, ASweeperComesAgainAndAgain) {
  Run("done");
  host.Pass(31 * 24h);
  std::vector<std::uint64_t> deleted;
  {
    Sweeper sweeper(
        parts(), {{.finished = 30 * 24h}, {}}, 1h,
        [&deleted](const Result<Swept>& swept) { deleted.push_back(swept.value().deleted); });
    sweeper.Begin();
    host.Pass(1min);
    EXPECT_EQ(deleted, std::vector<std::uint64_t>{1});
    Run("next");
    host.Pass(29 * 24h);
    EXPECT_EQ(deleted, std::vector<std::uint64_t>{1});
    host.Pass(24h + 1h);
    EXPECT_EQ(deleted, (std::vector<std::uint64_t>{1, 1}));
  }
  Run("last");
  host.Pass(31 * 24h);
  EXPECT_EQ(Threads(), std::vector<std::string>{"last"});
}

}  // namespace
}  // namespace dashflow::retention
