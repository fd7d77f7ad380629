// SPDX-License-Identifier: Apache-2.0
#include "host/config/scalar.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace dashflow::config {
namespace {

struct Case {
  std::string_view text;
  Value value;
};

class PlainScalar : public testing::TestWithParam<Case> {};

TEST_P(PlainScalar, FollowsTheCoreSchema) {
  const auto read = ReadPlainScalar(GetParam().text);
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(read->kind(), GetParam().value.kind());
  EXPECT_EQ(*read, GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    Values, PlainScalar,
    testing::Values(Case{"", {}}, Case{"~", {}}, Case{"null", {}}, Case{"NULL", {}},
                    Case{"nULL", "nULL"}, Case{"true", true}, Case{"True", true},
                    Case{"FALSE", false}, Case{"tRUE", "tRUE"}, Case{"yes", "yes"},
                    Case{"no", "no"}, Case{"on", "on"}, Case{"12:30", "12:30"}, Case{"0", 0},
                    Case{"-0", 0}, Case{"+12", 12}, Case{"-12", -12}, Case{"007", 7},
                    Case{"0x1F", 31}, Case{"0xff", 255}, Case{"0o17", 15}, Case{"0o8", "0o8"},
                    Case{"0x", "0x"}, Case{"0xg", "0xg"}, Case{"1_000", "1_000"},
                    Case{"1,000", "1,000"}, Case{"9223372036854775807", INT64_MAX},
                    Case{"-9223372036854775808", INT64_MIN},
                    Case{"9223372036854775808", std::uint64_t{1} << 63},
                    Case{"18446744073709551615", UINT64_MAX}, Case{"1.5", 1.5}, Case{".5", 0.5},
                    Case{"1.", 1.0}, Case{"1e3", 1000.0}, Case{"-1.5E-2", -0.015},
                    Case{"+1.5", 1.5}, Case{"1e-999", 0.0}, Case{"0.1", 0.1}, Case{"1e", "1e"},
                    Case{"e3", "e3"}, Case{".", "."}, Case{"-", "-"}, Case{"1.2.3", "1.2.3"},
                    Case{"1e3x", "1e3x"}, Case{"--1", "--1"}, Case{"inf", "inf"}));

class Unrepresentable : public testing::TestWithParam<std::string_view> {};

TEST_P(Unrepresentable, IsRefusedWithAdvice) {
  const auto read = ReadPlainScalar(GetParam());
  ASSERT_TRUE(read.has_error());
  EXPECT_EQ(read.error().code(), "yaml_number");
  EXPECT_NE(read.error().message().find(GetParam()), std::string::npos);
  EXPECT_NE(read.error().fix().find("quote it"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Numbers, Unrepresentable,
                         testing::Values("18446744073709551616", "-9223372036854775809",
                                         "0x10000000000000000", "1e999", "-1e999", ".inf", "-.INF",
                                         ".nan", ".NaN"));

}  // namespace
}  // namespace dashflow::config
