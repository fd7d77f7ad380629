// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/directory.h"

#include <gtest/gtest.h>

#include "host/checkpoint/run/record_put.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::checkpoint {
namespace {

class Threads : public ::testing::Test {
 protected:
  void Put(const std::string& id, ThreadStatus status, int updated) {
    ThreadRecord record;
    record.id = id;
    record.workflow = "w";
    record.params = Value::EmptyObject();
    record.status = status;
    record.updated = WallTime(std::chrono::seconds(updated));
    RecordPut bytes;
    const Operation put = PutThread(record, bytes);
    Batch batch;
    batch.ops = &put;
    batch.op_count = 1;
    ASSERT_EQ(CommitAndWait(store, batch), StoreCode::kOk);
  }
  std::vector<std::string> Ids(const Directory::Filter& filter) {
    std::vector<std::string> ids;
    for (const auto& record : directory.List(filter).value()) ids.push_back(record.id);
    return ids;
  }

  testing::MapStore store;
  Directory directory{store};
};

TEST_F(Threads, AreFoundByIdPrefixAndLast) {
  Put("abc1", ThreadStatus::kDone, 2);
  Put("abc2", ThreadStatus::kWaiting, 3);
  Put("xyz", ThreadStatus::kFailed, 1);
  EXPECT_EQ(directory.Find("x").value().id, "xyz");
  EXPECT_EQ(directory.Find("@last").value().id, "abc2");
  EXPECT_EQ(directory.Find("abc").error().code(), "thread_ambiguous");
  EXPECT_EQ(directory.Find("nowhere").error().code(), "thread_not_found");
  EXPECT_EQ(directory.Get("abc").error().code(), "thread_not_found");
}

TEST_F(Threads, AreListedNewestFirstAndByStatus) {
  Put("a", ThreadStatus::kDone, 2);
  Put("b", ThreadStatus::kWaiting, 3);
  Put("c", ThreadStatus::kWaiting, 1);
  EXPECT_EQ(Ids({}), (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(Ids({.status = "waiting"}), (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(Ids({.workflow = "w", .limit = 1}), (std::vector<std::string>{"b"}));
  EXPECT_EQ(Ids({.workflow = "other"}), (std::vector<std::string>{}));
}

TEST_F(Threads, DefinitionsComeBack) {
  ASSERT_TRUE(directory.PutDefinition("w-1", "file.yaml", "text").has_value());
  EXPECT_EQ(directory.GetDefinition("w-1").value().text, "text");
  EXPECT_EQ(directory.GetDefinition("w-1").value().file, "file.yaml");
  EXPECT_EQ(directory.GetDefinition("w-2").error().code(), "definition_missing");
}

TEST_F(Threads, StreamsAreReservedOnce) {
  const auto first = directory.ReserveStreams(10).value();
  EXPECT_EQ(directory.ReserveStreams(1).value(), first + 10);
}

TEST_F(Threads, ADamagedRecordIsAnError) {
  EXPECT_EQ(DecodeThread("t", "damaged", 1).error().code(), "store_damaged");
}

}  // namespace
}  // namespace dashflow::checkpoint
