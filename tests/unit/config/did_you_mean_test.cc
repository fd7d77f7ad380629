// SPDX-License-Identifier: Apache-2.0
#include "host/config/did_you_mean.h"

#include <gtest/gtest.h>

namespace dashflow::config {
namespace {

TEST(EditDistance, CountsTheFourEdits) {
  EXPECT_EQ(EditDistance("type", "type", 3), 0U);
  EXPECT_EQ(EditDistance("tpye", "type", 3), 1U);
  EXPECT_EQ(EditDistance("typ", "type", 3), 1U);
  EXPECT_EQ(EditDistance("tyype", "type", 3), 1U);
  EXPECT_EQ(EditDistance("tape", "type", 3), 1U);
  EXPECT_EQ(EditDistance("kitten", "sitting", 5), 3U);
  EXPECT_EQ(EditDistance("", "abc", 5), 3U);
}

TEST(EditDistance, StopsAtItsLimit) {
  EXPECT_EQ(EditDistance("abc", "xyz", 1), 2U);
  EXPECT_EQ(EditDistance(std::string(100000, 'a'), "a", 2), 3U);
}

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string_view> names{"type", "with", "retry", "timeout"};
  EXPECT_EQ(Nearest("tpye", names), "type");
  EXPECT_EQ(Nearest("Timeout", names), "timeout");
  EXPECT_EQ(Nearest("retyr", names), "retry");
  EXPECT_EQ(Nearest("banana", names), "");
  EXPECT_EQ(Nearest("", {}), "");
}

TEST(SuggestName, ListsTheNamesWhenNoneIsNear) {
  EXPECT_EQ(SuggestName("wiht", {"with", "type"}), "did you mean 'with'?");
  EXPECT_EQ(SuggestName("banana", {"with", "type"}), "use one of with, type");
  EXPECT_EQ(SuggestName("banana", {}), "");
  EXPECT_EQ(SuggestName("banana", std::vector<std::string_view>(13, "with")), "");
}

}  // namespace
}  // namespace dashflow::config
