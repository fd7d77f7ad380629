// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <thread>

#include "host/checkpoint/loader.h"
#include "host/checkpoint/run/run_directory.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/recording_sink.h"
#include "tests/support/engine/sound_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

const std::string kLoop = R"(
dashflow: 1
name: loop
state: {n: {type: integer}, log: {reduce: append}}
nodes: {inc: {type: test.inc}}
edges:
  - START -> inc
  - {from: inc, to: inc, when: n < 10}
)";

const std::string kLook = R"(
dashflow: 1
name: look
nodes: {look: {type: test.look}}
edges: [START -> look]
)";

class Durable : public ::testing::TestWithParam<HostFixture::On> {
 protected:
  void TearDown() override { testing::ExpectSound(store); }
  Durable() : host(GetParam()) {
    host.UseStore(store);
    host.types.Add("test.inc", {.inputs = {"n"}, .outputs = {"n", "log"}}, [this](Call& call) {
      ++runs;
      call.Emit(0, call.facts().inputs[0].as_int() + 1);
      call.Emit(1, call.facts().inputs[0]);
      return Outcome::kDone;
    });
  }
  ~Durable() override {
    if (writer.joinable()) writer.join();
  }

  testing::MapStore store;
  HostFixture host;
  std::thread writer;
  int runs = 0;
};

INSTANTIATE_TEST_SUITE_P(Executors, Durable,
                         ::testing::Values(HostFixture::On::kSeeded, HostFixture::On::kTbb));

const Value kEnd = Json(R"({"n":10,"log":[0,1,2,3,4,5,6,7,8,9]})");

TEST_P(Durable, OneEntryASuperstep) {
  EXPECT_EQ(host.RunOn("t", kLoop, R"({"n":0})").output, kEnd);
  EXPECT_EQ(store.entries(), 11U);
}

TEST_P(Durable, StopsAtTheLastDurableStepAndContinuesFromThere) {
  int commits = 0;
  store.before = [&commits](const checkpoint::Batch&) {
    return ++commits > 7 ? StoreCode::kFull : StoreCode::kOk;
  };
  const RunResult full = host.RunOn("t", kLoop, R"({"n":0})");
  EXPECT_EQ(full.status, ThreadStatus::kFailed);
  EXPECT_EQ(full.error->code(), "store_full");
  store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
  host.Restart();
  EXPECT_EQ(host.Resume("t", kLoop).output, kEnd);
}

bool Appends(const checkpoint::Batch& batch) {
  return std::ranges::any_of(std::span(batch.ops, batch.op_count),
                             [](const auto& op) { return op.kind == checkpoint::OpKind::kAppend; });
}

TEST_P(Durable, AReplacedHolderCannotCommit) {
  int commits = 0;
  store.before = [&](const checkpoint::Batch& batch) {
    return Appends(batch) && ++commits == 5 ? StoreCode::kConflict : StoreCode::kOk;
  };
  const RunResult fenced = host.RunOn("t", kLoop, R"({"n":0})");
  EXPECT_EQ(fenced.error->code(), "store_conflict");
}

TEST_P(Durable, ALostAnswerIsLookedUpAndFoundDone) {
  int lost = 0;
  store.after = [&lost](const checkpoint::Batch& batch) {
    if (!Appends(batch)) return StoreCode::kOk;
    return ++lost, StoreCode::kUnknown;
  };
  EXPECT_EQ(host.RunOn("t", kLoop, R"({"n":0})").output, kEnd);
  EXPECT_EQ(lost, 11);
}

TEST_P(Durable, ALostAnswerIsLookedUpAndNotFound) {
  int steps = 0;
  store.before = [&steps](const checkpoint::Batch& batch) {
    return Appends(batch) && ++steps == 5 ? StoreCode::kUnknown : StoreCode::kOk;
  };
  const RunResult result = host.RunOn("t", kLoop, R"({"n":0})");
  ASSERT_TRUE(result.error);
  EXPECT_EQ(result.error->code(), "store_unavailable");
  host.Restart();
  EXPECT_EQ(host.Resume("t", kLoop).output, kEnd);
}

TEST_P(Durable, AnswersMayComeLateFromAnotherThread) {
  if (GetParam() == HostFixture::On::kSeeded) return;
  std::vector<std::thread> threads;
  store.deliver = [&threads](std::function<void()> answer) {
    threads.emplace_back([answer] {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      answer();
    });
  };
  EXPECT_EQ(host.RunOn("t", kLoop, R"({"n":0})").output, kEnd);
  for (auto& thread : threads) thread.join();
}

TEST_P(Durable, AThreadTakesASecondInputOnTopOfItsState) {
  host.RunOn("t", kLoop, R"({"n":0})");
  const RunResult second = host.RunOn("t", kLoop, R"({"n":8})");
  EXPECT_EQ(second.output, Json(R"({"n":10,"log":[0,1,2,3,4,5,6,7,8,9,8,9]})"));
  host.Restart();
  const RunResult third = host.RunOn("t", kLoop, R"({"n":9})");
  EXPECT_EQ(third.output, Json(R"({"n":10,"log":[0,1,2,3,4,5,6,7,8,9,8,9,9]})"));
}

TEST_P(Durable, ExitStoresTheEndOnly) {
  EXPECT_EQ(host.RunOn("t", kLoop, R"({"n":0})", {.durability = graph::Durability::kExit}).output,
            kEnd);
  EXPECT_EQ(store.entries(), 2U);
  const auto record = checkpoint::Directory(store).Get("t").value();
  const auto loaded = checkpoint::Loader(store).LoadHead(record.stream).value();
  EXPECT_EQ(loaded.state.slots.at(0).value, Value(10));
  EXPECT_EQ(loaded.state.slots.at(1).value.size(), 10U);
}

TEST_P(Durable, AsyncStoresEveryStep) {
  EXPECT_EQ(host.RunOn("t", kLoop, R"({"n":0})", {.durability = graph::Durability::kAsync}).output,
            kEnd);
  EXPECT_EQ(store.entries(), 11U);
}

TEST_P(Durable, ARunHasARecordFromItsBeginningToItsEnd) {
  checkpoint::RunRecord under_way;
  const checkpoint::RunDirectory records(store);
  host.types.Add("test.look", {}, [&](Call&) {
    under_way = records.Find("@last").value();
    return Outcome::kFailed;
  });
  const RunResult failed = host.RunOn("t", kLook, "{}");
  EXPECT_EQ(under_way.id, failed.run);
  EXPECT_EQ(under_way.status, ThreadStatus::kRunning);
  EXPECT_EQ(under_way.last.stream, 0U);
  const auto record = records.Get(failed.run).value();
  EXPECT_EQ(record.thread, "t");
  EXPECT_EQ(record.workflow, "look");
  EXPECT_EQ(record.status, ThreadStatus::kFailed);
  EXPECT_EQ(record.steps, 1);
  EXPECT_EQ(ErrorCodeOf(record), failed.error->code());
  EXPECT_EQ(record.first, under_way.first);
  const auto thread = checkpoint::Directory(store).Get("t").value();
  EXPECT_EQ(record.last, checkpoint::Loader(store).LoadHead(thread.stream)->position);
}

TEST_P(Durable, ARunThatContinuesAThreadHasItsOwnRecord) {
  bool broken = true;
  host.types.Add("test.look", {},
                 [&broken](Call&) { return broken ? Outcome::kFailed : Outcome::kDone; });
  const RunResult failed = host.RunOn("t", kLook, "{}");
  broken = false;
  const RunResult done = host.Resume("t", kLook);
  const checkpoint::RunDirectory records(store);
  EXPECT_EQ(records.Get(failed.run)->status, ThreadStatus::kFailed);
  EXPECT_EQ(records.Get(done.run)->status, ThreadStatus::kDone);
  EXPECT_EQ(records.Get(done.run)->first.seq, records.Get(failed.run)->last.seq + 1);
  EXPECT_TRUE(records.Get(done.run)->error.is_null());
}

TEST_P(Durable, ARunsRecordCostsNoCommit) {
  std::size_t commits = 0;
  store.before = [&commits](const checkpoint::Batch& batch) {
    if (Appends(batch)) ++commits;
    return StoreCode::kOk;
  };
  host.RunOn("t", kLoop, R"({"n":0})");
  EXPECT_EQ(commits, 11U);
}

TEST_P(Durable, AnotherShapeIsRefused) {
  host.RunOn("t", kLoop, R"({"n":0})");
  std::string changed = kLoop;
  changed.replace(changed.find("nodes: {"), 8, "nodes: {more: {type: test.inc}, ");
  RunRequest request;
  request.thread = "t";
  EXPECT_EQ(host.Try(changed, request).error().code(), "workflow_changed");
}

TEST_P(Durable, ADamagedEntryIsNamedWithItsParent) {
  host.RunOn("t", kLoop, R"({"n":0})");
  const auto record = checkpoint::Directory(store).Get("t").value();
  store.entry(record.stream, 5)[20] ^= 1;
  const auto loaded = checkpoint::Loader(store).LoadHead(record.stream);
  ASSERT_TRUE(loaded.has_error());
  EXPECT_EQ(loaded.error().code(), "store_damaged");
  EXPECT_EQ(loaded.error().resource(),
            "checkpoint " + ToText(checkpoint::Position{record.stream, 5}));
  EXPECT_NE(loaded.error().fix().find(ToText(checkpoint::Position{record.stream, 4})),
            std::string::npos);
  store.entry(record.stream, 5)[20] ^= 1;
}

TEST_P(Durable, CheckpointsAreAnnouncedAfterTheyAreDurable) {
  testing::RecordingSink sink;
  host.RunOn("t", kLoop, R"({"n":9})", {.sink = &sink});
  const auto checkpoints = sink.Of(event::Type::kCheckpoint);
  ASSERT_EQ(checkpoints.size(), 2U);
  EXPECT_EQ(*checkpoints[0].Find("source"), Value("input"));
  EXPECT_EQ(*checkpoints[1].Find("parent"), *checkpoints[0].Find("id"));
}

TEST_P(Durable, ATaskHasTheSameKeyInAnExpressionInItsCallAndAfterARestart) {
  std::vector<std::string> keys;
  bool broken = true;
  host.types.Add("test.key", {.inputs = {"key"}, .outputs = {}}, [&](Call& call) {
    keys.emplace_back(call.facts().inputs[0].as_text());
    keys.emplace_back(call.Text(graph::CallText::kIdempotencyKey));
    return broken ? Outcome::kFailed : Outcome::kDone;
  });
  const std::string yaml = R"(
dashflow: 1
name: key
state: {n: {type: integer, default: 0}}
nodes: {a: {type: test.key, in: {key: {cel: task.key}}}}
edges: [START -> a]
)";
  EXPECT_EQ(host.RunOn("k", yaml, "{}").status, ThreadStatus::kFailed);
  broken = false;
  host.Restart();
  EXPECT_EQ(host.Resume("k", yaml).status, ThreadStatus::kDone);
  ASSERT_EQ(keys.size(), 4U);
  EXPECT_EQ(keys[0].size(), 32U);
  for (const std::string& key : keys) EXPECT_EQ(key, keys[0]);
}

}  // namespace
}  // namespace dashflow::engine
