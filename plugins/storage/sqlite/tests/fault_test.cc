// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/tests/faulty_vfs.h"
#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

namespace dashflow::sqlite {
namespace {

class FaultTest : public SqliteTest {
 protected:
  FaultyVfs& vfs() { return vfs_; }

  // A result that says what the file says.
  static void ExpectHonest(Client& store, const Batch& batch, std::uint64_t seq) {
    const bool there = store.Read(1, seq, seq).entries.size() == 1;
    EXPECT_EQ(there, batch.result() == DF_STORE_OK);
  }

 private:
  FaultyVfs vfs_;
};

TEST_F(FaultTest, AFailedWriteLeavesNothingAndTheNextCommitWorks) {
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Append(1, 1, "a")), DF_STORE_OK);
  vfs().FailLogWrites(1);
  Batch failed;
  EXPECT_NE(store->Commit(failed.Append(1, 2, "b")), DF_STORE_OK);
  ExpectHonest(*store, failed, 2);
  Batch again;
  EXPECT_EQ(store->Commit(again.Append(1, 2, "b")), DF_STORE_OK);
  EXPECT_EQ(store->Read(1).Seqs(), "1 2");
}

TEST_F(FaultTest, AfterAFailedSyncTheAnswerIsKnown) {
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Append(1, 1, "a")), DF_STORE_OK);
  vfs().FailLogSyncs(1);
  Batch failed;
  store->Commit(failed.Append(1, 2, "b"));
  EXPECT_EQ(failed.result(), DF_STORE_UNAVAILABLE);
  ExpectHonest(*store, failed, 2);
  EXPECT_EQ(store->Commit(Batch().Append(1, 2, "c")), DF_STORE_OK);
  EXPECT_EQ(store->Read(1).entries.at(1).bytes, "c");
  ASSERT_EQ(host().log().size(), 1U);
  EXPECT_NE(host().log().front().message.find("a commit failed"), std::string::npos);
}

TEST_F(FaultTest, TheSameForARecord) {
  const auto store = Open();
  vfs().FailLogSyncs(1);
  EXPECT_EQ(store->Commit(Batch().Put("s", "k", "v")), DF_STORE_UNAVAILABLE);
  EXPECT_EQ(store->Get("s", "k").status, DF_STORE_NOT_FOUND);
  EXPECT_EQ(store->Commit(Batch().Put("s", "k", "v")), DF_STORE_OK);
}

TEST_F(FaultTest, WithoutAWitnessTheAnswerIsUnknown) {
  const auto store = Open();
  store->Commit(Batch().Put("s", "k", "v"));
  vfs().FailLogSyncs(1);
  EXPECT_EQ(store->Commit(Batch().Erase("s", "k")), DF_STORE_UNKNOWN);
  EXPECT_EQ(store->Commit(Batch().Erase("s", "k")), DF_STORE_OK);
}

TEST_F(FaultTest, WhileTheFileCannotBeOpenedAgainCommitsAreRefused) {
  const auto store = Open();
  store->Commit(Batch().Append(1, 1, "a"));
  vfs().FailLogSyncs(1);
  vfs().FailOpens(2);
  EXPECT_EQ(store->Commit(Batch().Append(1, 2, "b")), DF_STORE_UNKNOWN);
  EXPECT_EQ(store->Commit(Batch().Append(1, 2, "b")), DF_STORE_UNAVAILABLE);
  const std::uint64_t next = store->Read(1).entries.size() + 1;
  EXPECT_EQ(store->Commit(Batch().Append(1, next, "b")), DF_STORE_OK);
}

TEST_F(FaultTest, ALostFileIsNotMadeAnew) {
  const auto store = Open();
  store->Commit(Batch().Append(1, 1, "a"));
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::filesystem::remove(path().string() + suffix);
  }
  vfs().FailLogSyncs(1);
  store->Commit(Batch().Append(1, 2, "b"));
  EXPECT_EQ(store->Commit(Batch().Append(1, 1, "b")), DF_STORE_UNAVAILABLE);
  EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(FaultTest, EveryBatchOfAFailedGroupIsAnswered) {
  const auto store = Open();
  std::vector<Batch> batches(3);
  batches[0].Append(1, 1, "a");
  batches[1].Append(1, 9, "conflict");
  batches[2].Append(1, 0, "against the contract");
  vfs().FailLogSyncs(1);
  EXPECT_NE(store->CommitAll(batches), "");
  EXPECT_EQ(batches[0].result(), DF_STORE_UNAVAILABLE);
  EXPECT_EQ(batches[1].result(), DF_STORE_UNAVAILABLE);
  EXPECT_EQ(batches[2].result(), DF_STORE_INVALID);
}

}  // namespace
}  // namespace dashflow::sqlite
