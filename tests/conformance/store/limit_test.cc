// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/kit/store_test.h"

namespace dashflow::conformance {
namespace {

class LimitTest : public StoreTest {
 protected:
  // The batch is refused as a whole, with a reason, and its first operation left no trace.
  void ExpectRefused(Batch bad) {
    std::vector<Batch> batches(1);
    batches[0] = std::move(bad);
    EXPECT_NE(store().CommitAll(batches), "");
    EXPECT_EQ(batches[0].result(), DF_STORE_INVALID);
    EXPECT_EQ(batches[0].failed_op(), 1U);
    EXPECT_EQ(store().Get("s", "first").status, DF_STORE_NOT_FOUND);
  }
  static Batch First() {
    Batch batch;
    batch.Put("s", "first", "x");
    return batch;
  }
};
DF_STORE_SUITE(LimitTest, StoresUnderTest());

const std::string& Bytes(std::size_t size) {
  static std::string text;
  text.assign(size, '\x5a');
  return text;
}

TEST_P(LimitTest, TakesOneMebibyteEverywhere) {
  const std::string most = Bytes(DF_STORE_MAX_BYTES);
  Batch batch;
  batch.Put("s", "k", most).Append(1, 1, most).PutBlob("h", most);
  ASSERT_EQ(store().Commit(batch), DF_STORE_OK);
  EXPECT_EQ(store().Get("s", "k").entries.at(0).bytes, most);
  EXPECT_EQ(store().Read(1).entries.at(0).bytes, most);
  EXPECT_EQ(store().GetBlob("h").entries.at(0).bytes, most);
}

TEST_P(LimitTest, RefusesMoreThanOneMebibyte) {
  const std::string more = Bytes(DF_STORE_MAX_BYTES + 1);
  ExpectRefused(std::move(First().Put("s", "k", more)));
  ExpectRefused(std::move(First().Append(1, 1, more)));
  ExpectRefused(std::move(First().PutBlob("h", more)));
  EXPECT_EQ(store().Read(1).Seqs(), "");
}

TEST_P(LimitTest, TakesTheLongestKeySpaceTermAndHash) {
  const std::string longest = Bytes(DF_STORE_MAX_KEY);
  const std::string hash = Bytes(DF_STORE_MAX_HASH);
  Batch batch;
  batch.Put(longest, longest, "v", {longest, "2", "3", "4"}).PutBlob(hash, "b");
  ASSERT_EQ(store().Commit(batch), DF_STORE_OK);
  EXPECT_EQ(store().Get(longest, longest).entries.at(0).bytes, "v");
  EXPECT_EQ(store().Scan(longest, longest).Keys(), longest);
  EXPECT_EQ(store().GetBlob(hash).status, DF_STORE_OK);
}

TEST_P(LimitTest, TheHighestKeyIsInAnOpenRange) {
  const std::string highest(DF_STORE_MAX_KEY, '\xff');
  ASSERT_EQ(store().Commit(Batch().Put("s", highest, "v", {highest})), DF_STORE_OK);
  EXPECT_EQ(store().Scan("s").Keys(), highest);
  EXPECT_EQ(store().Scan("s", highest).Keys(), highest);
  ASSERT_EQ(store().Commit(Batch().EraseRange("s", "", "")), DF_STORE_OK);
  EXPECT_EQ(store().Scan("s").Keys(), "");
}

TEST_P(LimitTest, RefusesLongerNames) {
  const std::string longer = Bytes(DF_STORE_MAX_KEY + 1);
  ExpectRefused(std::move(First().Put(longer, "k", "v")));
  ExpectRefused(std::move(First().Put("s", longer, "v")));
  ExpectRefused(std::move(First().Put("s", "k", "v", {longer})));
  ExpectRefused(std::move(First().Put("s", "k", "v", {"1", "2", "3", "4", "5"})));
  ExpectRefused(std::move(First().Expect("s", longer, 0)));
  ExpectRefused(std::move(First().Erase("s", longer)));
  ExpectRefused(std::move(First().EraseRange("s", "", longer)));
  ExpectRefused(std::move(First().PutBlob(Bytes(DF_STORE_MAX_HASH + 1), "v")));
}

TEST_P(LimitTest, RefusesEmptyNamesAndImpossibleNumbers) {
  ExpectRefused(std::move(First().Put("", "k", "v")));
  ExpectRefused(std::move(First().Put("s", "k", "v", {""})));
  ExpectRefused(std::move(First().Put("s", "k", "v", {}, -1)));
  ExpectRefused(std::move(First().PutBlob("", "v")));
  ExpectRefused(std::move(First().Append(1, 0, "v")));
  ExpectRefused(std::move(First().Append(1, std::uint64_t{1} << 63, "v")));
  ExpectRefused(std::move(First().Trim(1, 0)));
}

TEST_P(LimitTest, RefusesAnOperationThatItDoesNotKnow) {
  df_store_op op{};
  op.kind = 4711;
  ExpectRefused(std::move(First().Raw(op)));
}

TEST_P(LimitTest, RefusesATextWithoutBytes) {
  df_store_op op{};
  op.kind = DF_OP_APPEND;
  op.seq = 1;
  op.bytes = {nullptr, 10};
  ExpectRefused(std::move(First().Raw(op)));
}

}  // namespace
}  // namespace dashflow::conformance
