// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/rows/record_terms.h"

#include <gtest/gtest.h>

#include <dashflow/testing/store/batch.hpp>

namespace dashflow::sql {
namespace {

std::string Pack(std::initializer_list<std::string_view> terms) {
  sdk::testing::store::Batch batch;
  batch.Put("s", "k", "v", terms);
  return PackTerms(sdk::StoreOp(batch.raw()->ops[0]));
}

TEST(RecordTerms, AreSortedAndEachOnce) {
  EXPECT_EQ(Pack({"b", "a", "b"}), Pack({"a", "b"}));
  EXPECT_EQ(UnpackTerms(Pack({"b", "a", "b"})), (std::vector<std::string_view>{"a", "b"}));
}

TEST(RecordTerms, TheLongestSurvives) {
  const std::string longest(256, 'x');
  EXPECT_EQ(UnpackTerms(Pack({longest, "y"})), (std::vector<std::string_view>{longest, "y"}));
}

TEST(RecordTerms, NoneIsNothing) {
  EXPECT_EQ(Pack({}), "");
  EXPECT_TRUE(UnpackTerms("").empty());
}

TEST(RecordTerms, ADamagedLengthReachesNowhere) {
  const std::string packed = Pack({"aaaa", "bbbb"});
  for (std::size_t cut = 0; cut < packed.size(); ++cut) {
    for (const std::string_view term : UnpackTerms(std::string_view(packed).substr(0, cut))) {
      EXPECT_TRUE(term == "aaaa" || term == "bbbb");
    }
  }
}

}  // namespace
}  // namespace dashflow::sql
