// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <cstddef>
#include <thread>

#include "tests/conformance/store/kit/store_test.h"

namespace dashflow::conformance {
namespace {

using BatchTest = StoreTest;
DF_STORE_SUITE(BatchTest, StoresUnderTest());

TEST_P(BatchTest, ABatchOfNothingSucceeds) {
  Batch batch;
  EXPECT_EQ(store().Commit(batch), DF_STORE_OK);
}

TEST_P(BatchTest, NoBatchesAreAnsweredToo) { EXPECT_EQ(store().CommitAll({}), ""); }

TEST_P(BatchTest, OperationsSeeThoseBeforeThem) {
  Batch batch;
  batch.Append(1, 1, "a").Append(1, 2, "b").Trim(1, 2).Append(1, 3, "c");
  batch.Put("s", "k", "v").Erase("s", "k").Expect("s", "k", 0);
  EXPECT_EQ(store().Commit(batch), DF_STORE_OK);
  EXPECT_EQ(store().Read(1).Seqs(), "2 3");
  EXPECT_EQ(store().Get("s", "k").status, DF_STORE_NOT_FOUND);
}

TEST_P(BatchTest, AConflictTakesEverythingBack) {
  store().Commit(Batch().Put("s", "old", "1", {"t"}).Append(1, 1, "a").PutBlob("h", "b"));
  store().Commit(Batch().Append(2, 1, "x").Append(2, 2, "y"));
  Batch batch;
  batch.Put("s", "new", "2").Put("s", "old", "3", {"u"}).Append(1, 2, "b").Append(3, 1, "c");
  batch.Trim(2, 2).Erase("s", "old").PutBlob("h2", "c").EraseRange("s", "", "");
  batch.Trim(1, DF_STORE_FORGET).EraseBlob("h", INT64_MAX);
  batch.Expect("s", "nobody", 1).Put("s", "after", "4");
  EXPECT_EQ(store().Commit(batch), DF_STORE_CONFLICT);
  EXPECT_EQ(batch.failed_op(), 10U);
  EXPECT_EQ(store().Scan("s").Keys(), "old");
  EXPECT_EQ(store().Get("s", "old").entries.at(0).bytes, "1");
  EXPECT_EQ(store().Scan("s", "t").Keys(), "old");
  EXPECT_EQ(store().Scan("s", "u").Keys(), "");
  EXPECT_EQ(store().Read(1).Seqs(), "1");
  EXPECT_EQ(store().Read(2).Seqs(), "1 2");
  EXPECT_EQ(store().Read(3).Seqs(), "");
  EXPECT_EQ(store().GetBlob("h").status, DF_STORE_OK);
  EXPECT_EQ(store().GetBlob("h2").status, DF_STORE_NOT_FOUND);
  EXPECT_EQ(store().Commit(Batch().Append(1, 2, "b").Append(3, 1, "c")), DF_STORE_OK);
}

TEST_P(BatchTest, BatchesOfOneCommitStandAlone) {
  std::vector<Batch> batches(4);
  batches[0].Append(1, 1, "a");
  batches[1].Append(1, 1, "again");
  batches[2].Append(1, 2, "b");
  batches[3].Put("s", "k", "v").Append(2, 7, "gap");
  store().CommitAll(batches);
  EXPECT_EQ(batches[0].result(), DF_STORE_OK);
  EXPECT_EQ(batches[1].result(), DF_STORE_CONFLICT);
  EXPECT_EQ(batches[2].result(), DF_STORE_OK);
  EXPECT_EQ(batches[3].result(), DF_STORE_CONFLICT);
  EXPECT_EQ(batches[3].failed_op(), 1U);
  EXPECT_EQ(store().Read(1).Seqs(), "1 2");
  EXPECT_EQ(store().Get("s", "k").status, DF_STORE_NOT_FOUND);
}

TEST_P(BatchTest, AHostWithAShorterBatchIsServed) {
  Batch batch;
  df_store_batch* raw = batch.Put("s", "k", "v").raw();
  raw->size = offsetof(df_store_batch, rev);
  raw->rev = 77;
  std::atomic<bool> called = false;
  store().table().commit(
      store().raw(), &raw, 1,
      [](void* flag) { static_cast<std::atomic<bool>*>(flag)->store(true); }, &called);
  while (!called) std::this_thread::yield();
  EXPECT_EQ(raw->result, DF_STORE_OK);
  EXPECT_EQ(raw->rev, 77U);
}

}  // namespace
}  // namespace dashflow::conformance
