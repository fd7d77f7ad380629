// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/kit/store_test.h"

namespace dashflow::conformance {
namespace {

using BlobTest = StoreTest;
DF_STORE_SUITE(BlobTest, StoresUnderTest());

TEST_P(BlobTest, GivesWhatWasPut) {
  ASSERT_EQ(store().Commit(Batch().PutBlob("h1", "bytes")), DF_STORE_OK);
  EXPECT_EQ(store().GetBlob("h1").entries.at(0).bytes, "bytes");
  EXPECT_EQ(store().GetBlob("h2").status, DF_STORE_NOT_FOUND);
}

TEST_P(BlobTest, PutAgainKeepsTheFirstBytes) {
  store().Commit(Batch().PutBlob("h1", "bytes"));
  EXPECT_EQ(store().Commit(Batch().PutBlob("h1", "others")), DF_STORE_OK);
  EXPECT_EQ(store().GetBlob("h1").entries.at(0).bytes, "bytes");
}

TEST_P(BlobTest, IsErasedWhenUntouchedSince) {
  const std::int64_t put = store().Now();
  store().Commit(Batch().PutBlob("h1", "bytes"));
  EXPECT_EQ(store().Commit(Batch().EraseBlob("h1", put)), DF_STORE_OK);
  EXPECT_EQ(store().GetBlob("h1").status, DF_STORE_OK);
  EXPECT_EQ(store().Commit(Batch().EraseBlob("h1", put + 1)), DF_STORE_OK);
  EXPECT_EQ(store().GetBlob("h1").status, DF_STORE_NOT_FOUND);
  EXPECT_EQ(store().Commit(Batch().EraseBlob("h1", put + 1)), DF_STORE_OK);
}

TEST_P(BlobTest, ATouchSavesIt) {
  store().Commit(Batch().PutBlob("h1", "bytes"));
  host().clock().Advance(std::chrono::seconds(10));
  const std::int64_t later = store().Now();
  store().Commit(Batch().PutBlob("h1", "bytes"));
  store().Commit(Batch().EraseBlob("h1", later));
  EXPECT_EQ(store().GetBlob("h1").status, DF_STORE_OK);
}

}  // namespace
}  // namespace dashflow::conformance
