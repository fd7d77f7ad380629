// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/kit/store_test.h"

namespace dashflow::conformance {
namespace {

using LogTest = StoreTest;
DF_STORE_SUITE(LogTest, StoresUnderTest());

// Appends 1..count, one batch each.
void Fill(Client& store, std::uint64_t stream, std::uint64_t count) {
  for (std::uint64_t seq = 1; seq <= count; ++seq) {
    Batch batch;
    ASSERT_EQ(store.Commit(batch.Append(stream, seq, "e" + std::to_string(seq))), DF_STORE_OK);
  }
}

TEST_P(LogTest, ReadsBackWhatWasAppended) {
  Fill(store(), 7, 3);
  const Answer answer = store().Read(7);
  ASSERT_EQ(answer.status, DF_STORE_OK);
  EXPECT_EQ(answer.Seqs(), "1 2 3");
  EXPECT_EQ(answer.entries.at(1).bytes, "e2");
  EXPECT_EQ(answer.entries.at(1).key, "");
}

TEST_P(LogTest, AStreamThatIsNotThereIsEmpty) {
  const Answer answer = store().Read(404);
  EXPECT_EQ(answer.status, DF_STORE_OK);
  EXPECT_TRUE(answer.entries.empty());
}

TEST_P(LogTest, AStreamBeginsWithOne) {
  EXPECT_EQ(store().Commit(Batch().Append(1, 2, "b")), DF_STORE_CONFLICT);
  EXPECT_EQ(store().Read(1).Seqs(), "");
  EXPECT_EQ(store().Commit(Batch().Append(1, 1, "a")), DF_STORE_OK);
}

TEST_P(LogTest, AnEntryIsAppendedOnce) {
  Fill(store(), 1, 2);
  Batch again;
  EXPECT_EQ(store().Commit(again.Append(1, 2, "other")), DF_STORE_CONFLICT);
  EXPECT_EQ(again.failed_op(), 0U);
  EXPECT_EQ(store().Read(1).entries.at(1).bytes, "e2");
}

TEST_P(LogTest, NoEntryIsLeftOut) {
  Fill(store(), 1, 2);
  EXPECT_EQ(store().Commit(Batch().Append(1, 4, "d")), DF_STORE_CONFLICT);
  EXPECT_EQ(store().Read(1).Seqs(), "1 2");
}

TEST_P(LogTest, AConflictIsExplained) {
  Fill(store(), 1, 2);
  std::vector<Batch> batches(1);
  batches[0].Append(1, 2, "other");
  EXPECT_NE(store().CommitAll(batches), "");
}

TEST_P(LogTest, StreamsDoNotSeeEachOther) {
  Fill(store(), 1, 2);
  Fill(store(), UINT64_MAX, 1);
  Fill(store(), std::uint64_t{1} << 63, 1);
  EXPECT_EQ(store().Read(1).Seqs(), "1 2");
  EXPECT_EQ(store().Read(UINT64_MAX).Seqs(), "1");
  EXPECT_EQ(store().Read(0).Seqs(), "");
}

TEST_P(LogTest, ReadsRangesBothWaysAndUpToALimit) {
  Fill(store(), 1, 9);
  EXPECT_EQ(store().Read(1, 3, 5).Seqs(), "3 4 5");
  EXPECT_EQ(store().Read(1, 0, 2).Seqs(), "1 2");
  EXPECT_EQ(store().Read(1, 8, 100).Seqs(), "8 9");
  EXPECT_EQ(store().Read(1, 5, 3).Seqs(), "");
  EXPECT_EQ(store().Read(1, 3, 9, false, 2).Seqs(), "3 4");
  EXPECT_EQ(store().Read(1, 3, 9, true, 2).Seqs(), "9 8");
  EXPECT_EQ(store().Read(1, 1, UINT64_MAX, true, 1).Seqs(), "9");
  EXPECT_EQ(store().Read(1, 1, UINT64_MAX, true).Seqs(), "9 8 7 6 5 4 3 2 1");
}

TEST_P(LogTest, ReadsThousandsOfEntriesWithoutAGap) {
  constexpr std::uint64_t kCount = 3000;
  Batch batch;
  for (std::uint64_t seq = 1; seq <= kCount; ++seq) batch.Append(5, seq, std::to_string(seq));
  ASSERT_EQ(store().Commit(batch), DF_STORE_OK);
  for (const bool reverse : {false, true}) {
    const Answer answer = store().Read(5, 1, UINT64_MAX, reverse);
    ASSERT_EQ(answer.entries.size(), kCount);
    for (std::uint64_t i = 0; i < kCount; ++i) {
      const std::uint64_t seq = reverse ? kCount - i : i + 1;
      ASSERT_EQ(answer.entries[i].seq, seq);
      ASSERT_EQ(answer.entries[i].bytes, std::to_string(seq));
    }
  }
}

TEST_P(LogTest, TheSinkEndsARead) {
  Fill(store(), 1, 5);
  int seen = 0;
  const auto stop_at_two = [](void* context, const df_store_entry*) -> std::uint32_t {
    return ++*static_cast<int*>(context) < 2 ? 1 : 0;
  };
  EXPECT_EQ(store().table().read(store().raw(), 1, 1, 5, 0, 0, stop_at_two, &seen), DF_STORE_OK);
  EXPECT_EQ(seen, 2);
}

TEST_P(LogTest, TrimmingKeepsTheRest) {
  Fill(store(), 1, 5);
  EXPECT_EQ(store().Commit(Batch().Trim(1, 4)), DF_STORE_OK);
  EXPECT_EQ(store().Read(1).Seqs(), "4 5");
  EXPECT_EQ(store().Commit(Batch().Append(1, 6, "f")), DF_STORE_OK);
  EXPECT_EQ(store().Read(1).Seqs(), "4 5 6");
  EXPECT_EQ(store().Commit(Batch().Trim(1, 2)), DF_STORE_OK);
  EXPECT_EQ(store().Read(1).Seqs(), "4 5 6");
}

TEST_P(LogTest, ATrimmedEntryIsNotAppendedAgain) {
  Fill(store(), 1, 5);
  ASSERT_EQ(store().Commit(Batch().Trim(1, 4)), DF_STORE_OK);
  EXPECT_EQ(store().Commit(Batch().Append(1, 1, "zombie")), DF_STORE_CONFLICT);
  EXPECT_EQ(store().Commit(Batch().Append(1, 3, "zombie")), DF_STORE_CONFLICT);
}

TEST_P(LogTest, AStreamTrimmedToNothingGoesOnWhereItWas) {
  Fill(store(), 1, 3);
  ASSERT_EQ(store().Commit(Batch().Trim(1, 1000)), DF_STORE_OK);
  EXPECT_EQ(store().Read(1).Seqs(), "");
  EXPECT_EQ(store().Commit(Batch().Append(1, 1, "zombie")), DF_STORE_CONFLICT);
  EXPECT_EQ(store().Commit(Batch().Append(1, 1000, "gap")), DF_STORE_CONFLICT);
  EXPECT_EQ(store().Commit(Batch().Append(1, 4, "next")), DF_STORE_OK);
  EXPECT_EQ(store().Read(1).Seqs(), "4");
}

TEST_P(LogTest, AForgottenStreamIsNew) {
  Fill(store(), 1, 3);
  ASSERT_EQ(store().Commit(Batch().Trim(1, DF_STORE_FORGET)), DF_STORE_OK);
  EXPECT_EQ(store().Read(1).Seqs(), "");
  EXPECT_EQ(store().Commit(Batch().Append(1, 4, "zombie")), DF_STORE_CONFLICT);
  EXPECT_EQ(store().Commit(Batch().Append(1, 1, "new")), DF_STORE_OK);
}

TEST_P(LogTest, TrimmingWhatIsNotThereDoesNothing) {
  EXPECT_EQ(store().Commit(Batch().Trim(9, 5)), DF_STORE_OK);
  EXPECT_EQ(store().Commit(Batch().Trim(9, DF_STORE_FORGET)), DF_STORE_OK);
  EXPECT_EQ(store().Commit(Batch().Append(9, 1, "a")), DF_STORE_OK);
}

}  // namespace
}  // namespace dashflow::conformance
