// SPDX-License-Identifier: Apache-2.0
#include "host/config/source_excerpt.h"

#include <gtest/gtest.h>

namespace dashflow::config {
namespace {

TEST(SourceExcerpt, PointsAtTheColumn) {
  EXPECT_EQ(SourceExcerpt("a: 1\nbc: 2\n", {2, 5}), "  2 | bc: 2\n    |     ^\n");
  EXPECT_EQ(SourceExcerpt("a: 1\r\nb", {1, 1}), "  1 | a: 1\n    | ^\n");
}

TEST(SourceExcerpt, CountsCharactersNotBytes) {
  EXPECT_EQ(SourceExcerpt("é: x", {1, 4}), "  1 | é: x\n    |    ^\n");
}

TEST(SourceExcerpt, PointsBehindTheLineAtMost) {
  EXPECT_EQ(SourceExcerpt("abc", {1, 50}), "  1 | abc\n    |    ^\n");
}

TEST(SourceExcerpt, IsEmptyWithoutThatLine) {
  EXPECT_EQ(SourceExcerpt("a\nb", {3, 1}), "");
  EXPECT_EQ(SourceExcerpt("a\nb", {0, 0}), "");
}

TEST(SourceExcerpt, HidesWhatATerminalWouldActOn) {
  EXPECT_EQ(SourceExcerpt("a\t\x1b[31mb", {1, 2}), "  1 | a ?[31mb\n    |  ^\n");
}

TEST(SourceExcerpt, CutsALongLineAroundTheColumn) {
  const std::string line = std::string(500, 'a') + "X" + std::string(500, 'b');
  const std::string excerpt = SourceExcerpt(line, {1, 501});
  EXPECT_LT(excerpt.size(), 300U);
  const std::size_t newline = excerpt.find('\n');
  const std::size_t caret = excerpt.find('^') - newline - 1;
  // The ellipsis before it has three bytes and one column.
  EXPECT_EQ(excerpt.at(caret + 2), 'X') << excerpt;
}

}  // namespace
}  // namespace dashflow::config
