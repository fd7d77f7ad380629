// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/rows/checksum.h"

#include <gtest/gtest.h>

namespace dashflow::sql {
namespace {

TEST(Checksum, CoversTheAddressOfAnEntry) {
  const std::uint64_t sum = LogSum(1, 2, "bytes");
  EXPECT_NE(sum, LogSum(2, 1, "bytes"));
  EXPECT_NE(sum, LogSum(1, 3, "bytes"));
  EXPECT_NE(sum, LogSum(1, 2, "bytez"));
}

TEST(Checksum, CoversEverythingOfARecord) {
  const RecordFacts facts{"k", 1, 2, "t"};
  const std::uint64_t sum = RecordSum(facts, "v");
  EXPECT_NE(sum, RecordSum({"l", 1, 2, "t"}, "v"));
  EXPECT_NE(sum, RecordSum({"k", 2, 2, "t"}, "v"));
  EXPECT_NE(sum, RecordSum({"k", 1, 3, "t"}, "v"));
  EXPECT_NE(sum, RecordSum({"k", 1, 2, "u"}, "v"));
  EXPECT_NE(sum, RecordSum(facts, "w"));
}

// Stores written yesterday must verify tomorrow.
TEST(Checksum, IsTheSameForEver) {
  EXPECT_EQ(LogSum(7, 1, "abc"), LogSum(7, 1, std::string("abc")));
  EXPECT_EQ(BlobSum("h", ""), BlobSum("h", ""));
}

}  // namespace
}  // namespace dashflow::sql
