// SPDX-License-Identifier: Apache-2.0
#include "host/value/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace dashflow {
namespace {

std::string Encoded(char32_t c) {
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3f)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xc0 | c >> 6), tail(0)};
  if (c < 0x10000) return {static_cast<char>(0xe0 | c >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | c >> 18), tail(12), tail(6), tail(0)};
}

TEST(Utf8, AcceptsExactlyTheScalarValues) {
  for (char32_t c = 0; c < 0x120000; ++c) {
    const bool surrogate = c >= 0xd800 && c < 0xe000;
    ASSERT_EQ(IsUtf8(Encoded(c)), !surrogate && c < 0x110000) << static_cast<unsigned>(c);
  }
}

TEST(Utf8, RefusesOverlongForms) {
  for (const char* text :
       {"\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xf0\x80\x80\x80",
        "\xf0\x8f\xbf\xbf", "\xf8\x88\x80\x80\x80", "\xff"}) {
    EXPECT_FALSE(IsUtf8(text));
  }
}

TEST(Utf8, RefusesEveryCutCharacter) {
  for (const std::string whole : {"é", "€", "😀"}) {
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
      EXPECT_FALSE(IsUtf8(whole.substr(0, cut)));
      EXPECT_FALSE(IsUtf8(whole.substr(0, cut) + "a"));
      EXPECT_FALSE(IsUtf8(whole.substr(cut)));
    }
  }
}

TEST(Utf8, NamesTheFirstBadByteWhereverItLies) {
  for (std::size_t before = 0; before < 40; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      const std::string text = std::string(before, 'x') + "é" + "\x80" + std::string(after, 'y');
      ASSERT_EQ(ValidUtf8Prefix(text), before + 2);
    }
  }
  EXPECT_EQ(ValidUtf8Prefix(""), 0u);
  EXPECT_EQ(ValidUtf8Prefix("plain text of some length"), 25u);
}

}  // namespace
}  // namespace dashflow
