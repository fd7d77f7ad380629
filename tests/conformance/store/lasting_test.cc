// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/kit/child.h"
#include "tests/conformance/store/kit/store_test.h"

namespace dashflow::conformance {
namespace {

DF_STORE_SUITE(LastingStoreTest, LastingStores());

TEST_P(LastingStoreTest, KeepsEverythingAcrossACloseAndAnOpen) {
  Batch batch;
  batch.Append(1, 1, "a").Append(1, 2, "b").Put("s", "k", "v", {"t"}).PutBlob("h", "bytes");
  ASSERT_EQ(store().Commit(batch), DF_STORE_OK);
  Reopen();
  EXPECT_EQ(store().Read(1).Seqs(), "1 2");
  EXPECT_EQ(store().Get("s", "k").entries.at(0).rev, batch.rev());
  EXPECT_EQ(store().Scan("s", "t").Keys(), "k");
  EXPECT_EQ(store().GetBlob("h").entries.at(0).bytes, "bytes");
  EXPECT_EQ(store().Commit(Batch().Append(1, 3, "c")), DF_STORE_OK);
}

TEST_P(LastingStoreTest, RemembersTheEndOfAnEmptyStream) {
  store().Commit(Batch().Append(1, 1, "a").Append(1, 2, "b").Trim(1, 3));
  Reopen();
  EXPECT_EQ(store().Commit(Batch().Append(1, 1, "zombie")), DF_STORE_CONFLICT);
  EXPECT_EQ(store().Commit(Batch().Append(1, 3, "next")), DF_STORE_OK);
}

TEST_P(LastingStoreTest, RevisionsRiseAcrossOpensEvenWhenNoRecordIsLeft) {
  Batch before, after;
  store().Commit(before.Put("s", "k", "1"));
  store().Commit(Batch().Erase("s", "k"));
  Reopen();
  store().Commit(after.Put("s", "k", "1"));
  EXPECT_GT(after.rev(), before.rev());
}

TEST_P(LastingStoreTest, AReaderBesideTheWriterSeesWhatWasAnswered) {
  store().Commit(Batch().Append(1, 1, "a"));
  const auto reader = Open(DF_STORE_READ_ONLY);
  EXPECT_EQ(reader->Read(1).Seqs(), "1");
  store().Commit(Batch().Append(1, 2, "b"));
  EXPECT_EQ(reader->Read(1).Seqs(), "1 2");
}

TEST_P(LastingStoreTest, AReaderCommitsNothing) {
  store().Commit(Batch().Append(1, 1, "a"));
  const auto reader = Open(DF_STORE_READ_ONLY);
  std::vector<Batch> batches(1);
  batches[0].Append(1, 2, "b");
  EXPECT_NE(reader->CommitAll(batches), "");
  EXPECT_EQ(batches[0].result(), DF_STORE_INVALID);
  EXPECT_EQ(store().Read(1).Seqs(), "1");
}

TEST_P(LastingStoreTest, AReaderWorksWithoutAWriter) {
  store().Commit(Batch().Append(1, 1, "a"));
  Close();
  EXPECT_EQ(Open(DF_STORE_READ_ONLY)->Read(1).Seqs(), "1");
  Reopen();
  EXPECT_EQ(store().Commit(Batch().Append(1, 2, "b")), DF_STORE_OK);
}

// Appends to eight streams from inside `done` and says through the pipe what was answered.
[[noreturn]] void CommitUntilKilled(Client& store, int acknowledged) {
  struct Run {
    Client* store;
    int out;
    std::uint64_t stream;
    std::uint64_t seq = 0;
    Batch batch{};
    df_store_batch* raw = nullptr;

    static void Step(void* context) {
      auto& self = *static_cast<Run*>(context);
      if (self.raw != nullptr) {
        if (self.raw->result != DF_STORE_OK) ::_exit(2);
        const std::uint64_t line[] = {self.stream, self.seq};
        if (::write(self.out, line, sizeof(line)) != sizeof(line)) ::_exit(3);
      }
      self.batch = Batch();
      const std::string key = std::to_string(self.stream);
      self.batch.Append(self.stream, ++self.seq, std::string(300, 'x'));
      self.batch.Put("head", key, std::to_string(self.seq));
      self.raw = self.batch.raw();
      self.store->table().commit(self.store->raw(), &self.raw, 1, &Run::Step, &self);
    }
  };
  std::deque<Run> runs;
  for (std::uint64_t stream = 1; stream <= 8; ++stream)
    runs.push_back(Run{&store, acknowledged, stream});
  for (Run& run : runs) Run::Step(&run);
  while (true) ::pause();
}

TEST_P(LastingStoreTest, EveryAnsweredEntryIsThereAfterAKill) {
  std::uint64_t total = 0;
  for (int round = 0; round < 5; ++round) {
    Close();
    Child child([&](int out) {
      const auto mine = Open();
      mine->Commit(Batch()
                       .EraseRange("head", "", "")
                       .Trim(1, DF_STORE_FORGET)
                       .Trim(2, DF_STORE_FORGET)
                       .Trim(3, DF_STORE_FORGET)
                       .Trim(4, DF_STORE_FORGET)
                       .Trim(5, DF_STORE_FORGET)
                       .Trim(6, DF_STORE_FORGET)
                       .Trim(7, DF_STORE_FORGET)
                       .Trim(8, DF_STORE_FORGET));
      CommitUntilKilled(*mine, out);
    });
    std::map<std::uint64_t, std::uint64_t> answered;
    child.ReadPairs(1000 + round * 397,
                    [&](std::uint64_t stream, std::uint64_t seq) { answered[stream] = seq; });
    child.Kill();
    child.ReadPairs(SIZE_MAX,
                    [&](std::uint64_t stream, std::uint64_t seq) { answered[stream] = seq; });
    {
      const auto reader = Open(DF_STORE_READ_ONLY);
      EXPECT_EQ(reader->Read(1).status, DF_STORE_OK);
      EXPECT_GE(reader->Read(1).entries.size(), answered[1]);
    }
    Reopen();
    for (const auto& [stream, seq] : answered) {
      const Answer entries = store().Read(stream);
      ASSERT_EQ(entries.status, DF_STORE_OK) << entries.reason;
      // The one under way may be there or not: with its record, or without.
      ASSERT_GE(entries.entries.size(), seq);
      ASSERT_LE(entries.entries.size(), seq + 1);
      const Answer head = store().Get("head", std::to_string(stream));
      EXPECT_EQ(head.entries.at(0).bytes, std::to_string(entries.entries.size()));
      total += seq;
    }
  }
  EXPECT_GT(total, 5000U);
}

}  // namespace
}  // namespace dashflow::conformance
