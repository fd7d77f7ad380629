// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/display_text.h"

#include <gtest/gtest.h>

namespace dashflow::cli {
namespace {

TEST(DisplayText, WhatCouldSteerATerminalBecomesVisible) {
  EXPECT_EQ(PrintableText("a\x1b[2J\x7f\r"), "a\\x1b[2J\\x7f\\x0d");
  EXPECT_EQ(PrintableText(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(PrintableText("\xc2\x9b"
                          "31m"),
            "\\x9b31m");                                 // C1 as UTF-8
  EXPECT_EQ(PrintableText("a\xff\xc3"), "a\\xff\\xc3");  // no UTF-8
  EXPECT_EQ(PrintableText("\xe2\x80\xae"
                          "evil"),
            "\\u{202e}evil");                                                  // right to left
  EXPECT_EQ(PrintableText("\xe2\x80\x8b\xef\xbb\xbf"), "\\u{200b}\\u{feff}");  // unseen
}

TEST(DisplayText, OtherTextStays) {
  EXPECT_EQ(PrintableText("a\n\tb\u00e9\u6587\U0001F600"), "a\n\tb\u00e9\u6587\U0001F600");
  EXPECT_EQ(PrintableLine("a\n\tb"), "a  b");
}

TEST(DisplayText, WidthCountsColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("\u6587\u5b57"), 4);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("━✓●"), 3);
}

TEST(DisplayText, IsCutByColumns) {
  EXPECT_EQ(CutToWidth("abcd", 4), "abcd");
  EXPECT_EQ(CutToWidth("abcde", 4), "abc…");
  EXPECT_EQ(CutToWidth("\u6587\u5b57\u6587", 5), "\u6587\u5b57…");
  EXPECT_EQ(CutToWidth("\u6587\u5b57\u6587", 4), "\u6587…");
  EXPECT_EQ(CutToWidth("ab", 1), "…");
  EXPECT_EQ(CutToWidth("ab", 0), "");
}

}  // namespace
}  // namespace dashflow::cli
