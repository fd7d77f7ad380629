// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/run_directory.h"

#include <gtest/gtest.h>

#include "host/base/id.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/record_put.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::checkpoint {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

RunRecord Sample() {
  RunRecord record;
  record.id = "0193-1";
  record.thread = "t";
  record.workflow = "digest";
  record.version = "w-1";
  record.status = ThreadStatus::kFailed;
  record.started = WallTime(seconds(5));
  record.updated = WallTime(seconds(7));
  record.steps = 3;
  record.first = {4, 1};
  record.last = {4, 9};
  record.error = Value::EmptyObject().Set("code", "node_failed").Set("message", "no");
  return record;
}

TEST(RunRecord, ComesBackAsItWas) {
  const RunRecord record = Sample();
  std::string bytes;
  EncodeRun(record, bytes);
  const auto back = DecodeRun(record.id, bytes);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->thread, "t");
  EXPECT_EQ(back->workflow, "digest");
  EXPECT_EQ(back->version, "w-1");
  EXPECT_EQ(back->status, ThreadStatus::kFailed);
  EXPECT_EQ(back->started, record.started);
  EXPECT_EQ(back->updated, record.updated);
  EXPECT_EQ(back->steps, 3);
  EXPECT_EQ(back->first, record.first);
  EXPECT_EQ(back->last, record.last);
  EXPECT_EQ(back->error, record.error);
  EXPECT_EQ(ErrorCodeOf(*back), "node_failed");
}

TEST(RunRecord, CutShortOrChangedItIsDamaged) {
  std::string bytes;
  EncodeRun(Sample(), bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(DecodeRun("r", bytes.substr(0, size)).error().code(), "store_damaged") << size;
  EXPECT_EQ(DecodeRun("r", bytes + "x").error().code(), "store_damaged");
}

class Runs : public ::testing::Test {
 protected:
  Runs() {
    Put(1, ThreadStatus::kDone, "a", {});
    Put(2, ThreadStatus::kFailed, "b", Value::EmptyObject().Set("code", "no"));
    Put(3, ThreadStatus::kRunning, "a", {});
  }
  static std::string IdAt(int number) {
    return ToString(Uuid{(static_cast<std::uint64_t>(number) * 1000) << 16, 1});
  }
  // One that started that many seconds after the epoch.
  void Put(int number, ThreadStatus status, const std::string& workflow, Value error) {
    RunRecord record = Sample();
    record.id = IdAt(number);
    record.started = WallTime(seconds(number));
    record.status = status;
    record.workflow = workflow;
    record.error = std::move(error);
    RecordPut bytes;
    Operation put = PutRun(record, bytes);
    Batch batch;
    batch.ops = &put;
    batch.op_count = 1;
    ASSERT_EQ(CommitAndWait(store, batch), StoreCode::kOk);
  }
  std::vector<std::string> Ids(const RecordFilter& filter) {
    std::vector<std::string> ids;
    const auto take = [&ids](RunRecord record) { return ids.push_back(record.id), true; };
    EXPECT_TRUE(runs.Visit(filter, take).has_value());
    return ids;
  }
  static std::vector<std::string> IdsAt(std::initializer_list<int> numbers) {
    std::vector<std::string> ids;
    for (const int number : numbers) ids.push_back(IdAt(number));
    return ids;
  }

  testing::MapStore store;
  RunDirectory runs{store};
};

TEST_F(Runs, AreVisitedNewestFirst) {
  EXPECT_EQ(Ids({}), IdsAt({3, 2, 1}));
  EXPECT_EQ(Ids({.limit = 2}), IdsAt({3, 2}));
}

TEST_F(Runs, AreFiltered) {
  EXPECT_EQ(Ids({.status = "done"}), IdsAt({1}));
  EXPECT_EQ(Ids({.workflow = "a"}), IdsAt({3, 1}));
  EXPECT_EQ(Ids({.error = "no"}), IdsAt({2}));
  EXPECT_EQ(Ids({.status = "done", .error = "no"}), IdsAt({}));
  EXPECT_EQ(Ids({.since = WallTime(seconds(2))}), IdsAt({3, 2}));
  EXPECT_EQ(Ids({.since = WallTime(seconds(2) + milliseconds(1))}), IdsAt({3}));
  EXPECT_EQ(Ids({.since = WallTime(seconds(-9))}), IdsAt({3, 2, 1}));
}

TEST_F(Runs, AreFoundByIdPrefixAndLast) {
  EXPECT_EQ(runs.Find("@last")->id, IdAt(3));
  EXPECT_EQ(runs.Find(IdAt(1))->id, IdAt(1));
  EXPECT_EQ(runs.Find(IdAt(2).substr(0, 13))->id, IdAt(2));
  EXPECT_EQ(runs.Find("0000").error().code(), "run_ambiguous");
  EXPECT_EQ(runs.Find("x").error().code(), "run_not_found");
  EXPECT_EQ(runs.Get("0000").error().code(), "run_not_found");
}

TEST_F(Runs, EndWithTheirThreadOrNotAtAll) {
  ThreadRecord thread;
  thread.id = "t";
  RunRecord run = Sample();
  run.id = IdAt(3);
  ASSERT_TRUE(PutEnd(store, thread, run).has_value());
  EXPECT_EQ(runs.Get(run.id)->status, ThreadStatus::kFailed);
  run.status = ThreadStatus::kDone;
  EXPECT_EQ(PutEnd(store, thread, run).error().code(), "store_conflict");
  EXPECT_EQ(runs.Get(run.id)->status, ThreadStatus::kFailed);
  EXPECT_TRUE(Directory(store).Get("t").has_value());
}

}  // namespace
}  // namespace dashflow::checkpoint
