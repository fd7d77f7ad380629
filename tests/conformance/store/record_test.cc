// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/kit/store_test.h"

namespace dashflow::conformance {
namespace {

using RecordTest = StoreTest;
DF_STORE_SUITE(RecordTest, StoresUnderTest());

TEST_P(RecordTest, GivesWhatWasPut) {
  Batch batch;
  ASSERT_EQ(store().Commit(batch.Put("run", "a", "bytes")), DF_STORE_OK);
  const Answer answer = store().Get("run", "a");
  ASSERT_EQ(answer.status, DF_STORE_OK);
  EXPECT_EQ(answer.entries.at(0).key, "a");
  EXPECT_EQ(answer.entries.at(0).bytes, "bytes");
  EXPECT_EQ(answer.entries.at(0).rev, batch.rev());
  EXPECT_NE(batch.rev(), 0U);
}

TEST_P(RecordTest, AnAbsentRecordIsNotFound) {
  EXPECT_EQ(store().Get("run", "a").status, DF_STORE_NOT_FOUND);
  ASSERT_EQ(store().Commit(Batch().Put("other", "a", "x")), DF_STORE_OK);
  EXPECT_EQ(store().Get("run", "a").status, DF_STORE_NOT_FOUND);
}

TEST_P(RecordTest, AnyBytesMayBeKeySpaceAndContent) {
  const std::string odd("\0\xff'\"%_\n", 7);
  ASSERT_EQ(store().Commit(Batch().Put(odd, odd, odd, {odd})), DF_STORE_OK);
  EXPECT_EQ(store().Get(odd, odd).entries.at(0).bytes, odd);
  EXPECT_EQ(store().Scan(odd, odd).entries.at(0).key, odd);
}

TEST_P(RecordTest, EmptyKeyAndContentAreAllowed) {
  ASSERT_EQ(store().Commit(Batch().Put("run", "", "")), DF_STORE_OK);
  const Answer answer = store().Get("run", "");
  ASSERT_EQ(answer.status, DF_STORE_OK);
  EXPECT_EQ(answer.entries.at(0).bytes, "");
  EXPECT_EQ(store().Scan("run").entries.size(), 1U);
}

TEST_P(RecordTest, RevisionsRiseAlsoAcrossAnErase) {
  Batch first, second, third;
  store().Commit(first.Put("run", "a", "1"));
  store().Commit(second.Put("run", "a", "2"));
  store().Commit(Batch().Erase("run", "a"));
  store().Commit(third.Put("run", "a", "3"));
  EXPECT_LT(first.rev(), second.rev());
  EXPECT_LT(second.rev(), third.rev());
}

TEST_P(RecordTest, TheRecordsOfOneBatchHaveItsRevision) {
  Batch batch;
  ASSERT_EQ(store().Commit(batch.Put("run", "a", "1").Put("run", "b", "2")), DF_STORE_OK);
  EXPECT_EQ(store().Get("run", "a").entries.at(0).rev, batch.rev());
  EXPECT_EQ(store().Get("run", "b").entries.at(0).rev, batch.rev());
}

TEST_P(RecordTest, ABatchThatPutsNothingHasNoRevision) {
  Batch batch;
  ASSERT_EQ(store().Commit(batch.Append(1, 1, "x")), DF_STORE_OK);
  EXPECT_EQ(batch.rev(), 0U);
}

TEST_P(RecordTest, ExpectsARevision) {
  Batch put;
  store().Commit(put.Put("run", "a", "1"));
  EXPECT_EQ(store().Commit(Batch().Expect("run", "a", put.rev() + 1)), DF_STORE_CONFLICT);
  EXPECT_EQ(store().Commit(Batch().Expect("run", "a", 0)), DF_STORE_CONFLICT);
  Batch swap;
  EXPECT_EQ(store().Commit(swap.Expect("run", "a", put.rev()).Put("run", "a", "2")), DF_STORE_OK);
  EXPECT_EQ(store().Commit(Batch().Expect("run", "a", put.rev()).Put("run", "a", "3")),
            DF_STORE_CONFLICT);
  EXPECT_EQ(store().Get("run", "a").entries.at(0).bytes, "2");
}

TEST_P(RecordTest, ExpectsAbsence) {
  EXPECT_EQ(store().Commit(Batch().Expect("run", "a", 0).Put("run", "a", "1")), DF_STORE_OK);
  EXPECT_EQ(store().Commit(Batch().Expect("run", "a", 0).Put("run", "a", "2")), DF_STORE_CONFLICT);
  EXPECT_EQ(store().Commit(Batch().Expect("run", "b", 5)), DF_STORE_CONFLICT);
}

TEST_P(RecordTest, ErasesOneAndDoesNotMindAbsence) {
  store().Commit(Batch().Put("run", "a", "1").Put("run", "b", "2"));
  EXPECT_EQ(store().Commit(Batch().Erase("run", "a")), DF_STORE_OK);
  EXPECT_EQ(store().Commit(Batch().Erase("run", "a")), DF_STORE_OK);
  EXPECT_EQ(store().Commit(Batch().Erase("nowhere", "a")), DF_STORE_OK);
  EXPECT_EQ(store().Scan("run").Keys(), "b");
}

TEST_P(RecordTest, ErasesARange) {
  for (const char* key : {"a", "b", "b\xff", "c", "d"}) {
    store().Commit(Batch().Put("run", key, "x", {"t"}));
  }
  store().Commit(Batch().Put("other", "b", "x", {"t"}));
  EXPECT_EQ(store().Commit(Batch().EraseRange("run", "b", "c")), DF_STORE_OK);
  EXPECT_EQ(store().Scan("run").Keys(), "a c d");
  EXPECT_EQ(store().Scan("run", "t").Keys(), "a c d");
  EXPECT_EQ(store().Commit(Batch().EraseRange("run", "c", "a")), DF_STORE_OK);
  EXPECT_EQ(store().Commit(Batch().EraseRange("run", "c", "")), DF_STORE_OK);
  EXPECT_EQ(store().Scan("run").Keys(), "a");
  EXPECT_EQ(store().Scan("other").Keys(), "b");
}

TEST_P(RecordTest, ErasesThousands) {
  Batch batch;
  for (int i = 0; i < 1000; ++i) batch.Put("run", std::to_string(i), "x", {"t"});
  ASSERT_EQ(store().Commit(batch), DF_STORE_OK);
  ASSERT_EQ(store().Scan("run", "t").entries.size(), 1000U);
  EXPECT_EQ(store().Commit(Batch().EraseRange("run", "", "")), DF_STORE_OK);
  EXPECT_TRUE(store().Scan("run").entries.empty());
  EXPECT_TRUE(store().Scan("run", "t").entries.empty());
}

TEST_P(RecordTest, AnExpiredRecordIsAbsent) {
  const std::int64_t soon = store().Now() + 1000;
  ASSERT_EQ(store().Commit(Batch().Put("run", "a", "x", {"t"}, soon)), DF_STORE_OK);
  EXPECT_EQ(store().Get("run", "a").status, DF_STORE_OK);
  EXPECT_EQ(store().Scan("run").Keys(), "a");
  host().clock().Advance(std::chrono::nanoseconds(1000));
  EXPECT_EQ(store().Get("run", "a").status, DF_STORE_NOT_FOUND);
  EXPECT_EQ(store().Scan("run").Keys(), "");
  EXPECT_EQ(store().Scan("run", "t").Keys(), "");
  EXPECT_EQ(store().Commit(Batch().Expect("run", "a", 0).Put("run", "a", "y")), DF_STORE_OK);
  EXPECT_EQ(store().Get("run", "a").entries.at(0).bytes, "y");
  EXPECT_EQ(store().Scan("run", "t").Keys(), "");
}

TEST_P(RecordTest, APutEndsAnEarlierExpiry) {
  const std::int64_t soon = store().Now() + 1000;
  store().Commit(Batch().Put("run", "a", "x", {}, soon));
  store().Commit(Batch().Put("run", "a", "y"));
  host().clock().Advance(std::chrono::seconds(5));
  store().Commit(Batch().Put("run", "b", "z"));  // a chance to remove what has expired
  EXPECT_EQ(store().Scan("run").Keys(), "a b");
}

}  // namespace
}  // namespace dashflow::conformance
