// SPDX-License-Identifier: Apache-2.0
#include "host/base/id.h"

#include <gtest/gtest.h>

#include <regex>

namespace dashflow {
namespace {

// RFC 9562, appendix A.6.
constexpr WallTime kRfcTime{std::chrono::milliseconds(0x017f22e279b0)};

TEST(Uuid, PrintsTheRfcExample) {
  EXPECT_EQ(ToString(Uuid{0x017f22e279b07cc3, 0x98c4dc0c0c07398f}),
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

TEST(Uuid, IsVersionSevenOfTheRfcVariantWithTheTimeInFront) {
  SeededRandom random(1);
  const std::regex form("017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  for (int i = 0; i < 1000; ++i) {
    const std::string text = ToString(NewUuid(kRfcTime, random));
    ASSERT_TRUE(std::regex_match(text, form)) << text;
  }
}

TEST(Uuid, SortsByTimeOfMaking) {
  SeededRandom random(2);
  const Uuid earlier = NewUuid(kRfcTime, random);
  const Uuid later = NewUuid(kRfcTime + std::chrono::milliseconds(1), random);
  EXPECT_LT(earlier, later);
  EXPECT_LT(ToString(earlier), ToString(later));
}

TEST(Uuid, SortsByTimeWithinAMillisecond) {
  SeededRandom random(5);
  Uuid earlier = NewUuid(kRfcTime, random);
  for (int at = 250; at < 1'000'000; at += 250) {
    const Uuid later = NewUuid(kRfcTime + std::chrono::nanoseconds(at), random);
    ASSERT_LT(earlier, later) << at << " ns";
    earlier = later;
  }
}

TEST(Uuid, DiffersAtOneTime) {
  SeededRandom random(3);
  EXPECT_NE(NewUuid(kRfcTime, random), NewUuid(kRfcTime, random));
}

TEST(Uuid, RepeatsFromASeed) {
  SeededRandom one(4);
  SeededRandom other(4);
  EXPECT_EQ(NewUuid(kRfcTime, one), NewUuid(kRfcTime, other));
}

TEST(Uuid, IsReadFromItsText) {
  const Uuid id{0x017f22e279b07cc3, 0x98c4dc0c0c07398f};
  EXPECT_EQ(ParseUuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), id);
  EXPECT_EQ(ParseUuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"), id);
  for (const char* text :
       {"", "017f22e2", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", "017f22e279b0-7cc3-98c4-dc0c-0c07398f"})
    EXPECT_EQ(ParseUuid(text), std::nullopt) << text;
}

}  // namespace
}  // namespace dashflow
