// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "plugins/nodes/text/file_list.h"
#include "plugins/nodes/text/statistics.h"

namespace text {
namespace {

TEST(Glob, StarsStayInsideANameAndDoubleStarsCrossThem) {
  EXPECT_TRUE(GlobMatches("**/*", "a"));
  EXPECT_TRUE(GlobMatches("**/*", "a/b/c.txt"));
  EXPECT_TRUE(GlobMatches("*.txt", "a.txt"));
  EXPECT_FALSE(GlobMatches("*.txt", "a/b.txt"));
  EXPECT_TRUE(GlobMatches("**/*.txt", "a/b.txt"));
  EXPECT_TRUE(GlobMatches("a/**/z", "a/z"));
  EXPECT_TRUE(GlobMatches("?[a-c]!*", "xb!"));
  EXPECT_FALSE(GlobMatches("[!a]", "a"));
  EXPECT_TRUE(GlobMatches("[", "["));
  EXPECT_FALSE(GlobMatches("", "a"));
}

TEST(Glob, ManyStarsTakeNoLongTime) {
  EXPECT_FALSE(GlobMatches(std::string(200, '*') + "b", std::string(2000, 'a')));
  std::string stars;
  for (int i = 0; i < 50; ++i) stars += "*a";
  EXPECT_FALSE(GlobMatches(stars + "b", std::string(2000, 'a')));
}

TEST(Utf8, FollowsRfc3629) {
  EXPECT_TRUE(IsUtf8("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"));
  for (const char* bad : {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80",
                          "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80"}) {
    EXPECT_FALSE(IsUtf8(bad)) << bad;
  }
}

TEST(Count, CountsLinesWordsAndKeywords) {
  const Statistics counted = Count("The the\nTHE end, at last", {"the", "none"});
  EXPECT_EQ(counted.lines, 2U);
  EXPECT_EQ(counted.words, 6U);
  EXPECT_EQ(counted.encoding, "ascii");
  EXPECT_EQ(counted.keywords, (std::vector<std::uint64_t>{3, 0}));
}

TEST(Count, KeepsFiveDifferentLongestWords) {
  const Statistics counted = Count("a bb ccc ccc dddd eeeee ffffff", {});
  EXPECT_EQ(counted.longest, (std::vector<std::string>{"ffffff", "eeeee", "dddd", "ccc", "bb"}));
}

TEST(Count, TellsOnlyTheEncodingOfWhatIsNoText) {
  EXPECT_EQ(Count(std::string_view("a\0b", 3), {}).encoding, "binary");
  EXPECT_EQ(Count("caf\xe9 au lait", {}).encoding, "unknown");
  EXPECT_EQ(Count("caf\xe9 au lait", {}).words, 0U);
}

}  // namespace
}  // namespace text
