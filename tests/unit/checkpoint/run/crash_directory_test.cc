// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/crash_directory.h"

#include <gtest/gtest.h>

#include "host/checkpoint/upkeep/migrate_store.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::checkpoint {
namespace {

CrashRecord Sample() {
  CrashRecord record;
  record.thread = "t";
  record.run = "run-1";
  record.step = 4;
  record.tasks = {{7, "digest", 3}, {8, "list", 1}};
  record.cause = "SIGSEGV";
  record.time = WallTime(std::chrono::seconds(5));
  record.parked = true;
  return record;
}

TEST(CrashRecord, ComesBackAsItWas) {
  testing::MapStore store;
  CrashDirectory directory(store);
  ASSERT_TRUE(directory.Put(Sample()).has_value());
  const auto back = directory.Get("t").value();
  ASSERT_TRUE(back);
  EXPECT_EQ(back->thread, "t");
  EXPECT_EQ(back->run, "run-1");
  EXPECT_EQ(back->step, 4);
  EXPECT_EQ(back->crashes(), 3U);
  EXPECT_EQ(back->node(), "digest");
  EXPECT_EQ(back->tasks.at(1).key, 8U);
  EXPECT_EQ(back->cause, "SIGSEGV");
  EXPECT_EQ(back->time, Sample().time);
  EXPECT_TRUE(back->parked);
  EXPECT_FALSE(back->suspected);
}

TEST(CrashRecord, CutShortOrChangedItIsDamaged) {
  std::string bytes;
  EncodeCrash(Sample(), bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(DecodeCrash("t", bytes.substr(0, size)).error().code(), "store_damaged") << size;
  EXPECT_EQ(DecodeCrash("t", bytes + "x").error().code(), "store_damaged");
}

TEST(CrashRecord, ParksTheRunThatItIsAbout) {
  ThreadRecord thread;
  thread.run = "run-1";
  EXPECT_TRUE(IsParked(Sample(), thread));
  thread.status = ThreadStatus::kDone;
  EXPECT_FALSE(IsParked(Sample(), thread));
  thread.status = ThreadStatus::kRunning;
  thread.run = "run-2";
  EXPECT_FALSE(IsParked(Sample(), thread));
}

TEST(CrashDirectory, ListsAndForgets) {
  testing::MapStore store;
  CrashDirectory directory(store);
  ASSERT_TRUE(directory.Put(Sample()).has_value());
  EXPECT_TRUE(directory.All()->contains("t"));
  ASSERT_TRUE(directory.Erase("t").has_value());
  EXPECT_FALSE(directory.Get("t").value());
  EXPECT_TRUE(directory.All()->empty());
}

TEST(CrashDirectory, MovesWithItsStore) {
  testing::MapStore from;
  testing::MapStore to;
  ASSERT_TRUE(CrashDirectory(from).Put(Sample()).has_value());
  ASSERT_TRUE(MigrateStore(from, to, [](const Migrated&) {}).has_value());
  EXPECT_TRUE(CrashDirectory(to).Get("t").value()->parked);
}

}  // namespace
}  // namespace dashflow::checkpoint
