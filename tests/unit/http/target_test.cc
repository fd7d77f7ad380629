// SPDX-License-Identifier: Apache-2.0
#include "host/http/route/target.h"

#include <gtest/gtest.h>

namespace dashflow::http {
namespace {

TEST(TargetTest, PathAndQuery) {
  const auto target = ReadTarget("/a%20b/c%2Fd?x=1&y=a+b%2B&x=2&&z&%C3%A4=%E2%82%AC#here");
  ASSERT_TRUE(target.has_value()) << target.error().message();
  EXPECT_EQ(target->path, "/a b/c/d");
  EXPECT_EQ(target->segments, (std::vector<std::string>{"a b", "c/d"}));
  const QueryValues expected{{"x", "1"}, {"x", "2"}, {"y", "a b+"}, {"z", ""}, {"ä", "€"}};
  EXPECT_EQ(target->query, expected);
}

TEST(TargetTest, APlusInAPathIsAPlus) { EXPECT_EQ(ReadTarget("/a+b")->path, "/a+b"); }

TEST(TargetTest, AbsoluteForm) {
  EXPECT_EQ(ReadTarget("http://host:80/a?b=c")->path, "/a");
  EXPECT_EQ(ReadTarget("https://host")->path, "/");
  EXPECT_EQ(ReadTarget("http://host?b=c").has_error(), true);
}

TEST(TargetTest, WhatCannotBeRead) {
  for (const char* text : {"", "*", "a", "/%", "/%a", "/%zz", "/%ff", "/%00", "/a?b=%", "/a?%c3=1",
                           "/%c0%af", "/a?x=%ed%a0%80"}) {
    const auto target = ReadTarget(text);
    ASSERT_TRUE(target.has_error()) << text;
    EXPECT_EQ(target.error().code(), "request_malformed") << text;
  }
}

}  // namespace
}  // namespace dashflow::http
