// SPDX-License-Identifier: Apache-2.0
#include "host/graph/check/version_range.h"

#include <gtest/gtest.h>

namespace dashflow::graph {
namespace {

TEST(VersionRange, ComparesNumbersNotText) {
  EXPECT_TRUE(InRange("1.12.0", ">= 1.2").value());
  EXPECT_FALSE(InRange("1.12.0", ">= 1.13").value());
  EXPECT_TRUE(InRange("1.2", "1.2.0").value());
  EXPECT_TRUE(InRange("1.2.0", "= 1.2").value());
  EXPECT_FALSE(InRange("1.2.1", "1.2").value());
  EXPECT_TRUE(InRange("1.2.1-rc1", ">1.2").value());
}

TEST(VersionRange, HoldsWhenEveryPartHolds) {
  EXPECT_TRUE(InRange("1.5.0", ">= 1.2, < 2").value());
  EXPECT_FALSE(InRange("2.0.0", ">= 1.2, < 2").value());
  EXPECT_TRUE(InRange("2.0.0", ">1,<=2.0").value());
}

TEST(VersionRange, RefusesWhatIsNone) {
  for (const std::string_view range : {"", "new", ">= ", "1.2.3.4", "1..2", ">= 1.2,", "~1.2"})
    EXPECT_TRUE(InRange("1.0.0", range).has_error()) << range;
  EXPECT_TRUE(InRange("latest", ">= 1").has_error());
}

}  // namespace
}  // namespace dashflow::graph
