// SPDX-License-Identifier: Apache-2.0
#include "host/config/quantity.h"

#include <gtest/gtest.h>

namespace dashflow::config {
namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

TEST(Duration, HasANumberAndAUnit) {
  EXPECT_EQ(ParseDuration("100ms").value(), 100ms);
  EXPECT_EQ(ParseDuration("30s").value(), 30s);
  EXPECT_EQ(ParseDuration("5m").value(), 5min);
  EXPECT_EQ(ParseDuration("2h").value(), 2h);
  EXPECT_EQ(ParseDuration("7d").value(), 7 * 24h);
  EXPECT_EQ(ParseDuration("1.5s").value(), 1500ms);
  EXPECT_EQ(ParseDuration("20us").value(), 20us);
  EXPECT_EQ(ParseDuration("3ns").value(), 3ns);
  EXPECT_EQ(ParseDuration("0").value(), nanoseconds(0));
}

TEST(Size, HasANumberAndAUnit) {
  EXPECT_EQ(ParseSize("512B").value(), 512U);
  EXPECT_EQ(ParseSize("64KiB").value(), 65536U);
  EXPECT_EQ(ParseSize("1GiB").value(), std::size_t{1} << 30U);
  EXPECT_EQ(ParseSize("10MB").value(), 10000000U);
  EXPECT_EQ(ParseSize("1.5KiB").value(), 1536U);
}

class NoDuration : public testing::TestWithParam<std::string_view> {};

TEST_P(NoDuration, IsRefusedWithAnExample) {
  const auto parsed = ParseDuration(GetParam());
  ASSERT_TRUE(parsed.has_error());
  EXPECT_EQ(parsed.error().code(), "quantity_invalid");
  EXPECT_NE(parsed.error().message().find("no duration"), std::string::npos);
  EXPECT_NE(parsed.error().fix().find("100ms"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Texts, NoDuration,
                         testing::Values("", "5", "s", "-5s", "-0s", "5 s", "5S", "5sec", "1e3s",
                                         "nans", "infs", "999999999d", "1h30m", "0x5s"));

TEST(Size, RefusesUnknownUnitsAndWhatIsTooLarge) {
  EXPECT_NE(ParseSize("1XB").error().message().find("'XB' is not known"), std::string::npos);
  EXPECT_NE(ParseSize("99999999TiB").error().message().find("too large"), std::string::npos);
  EXPECT_NE(ParseSize("12").error().message().find("no unit"), std::string::npos);
}

}  // namespace
}  // namespace dashflow::config
