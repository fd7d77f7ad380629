// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "host/value/json.h"

namespace dashflow {
namespace {

using Limits = std::numeric_limits<double>;

Value Number(std::string_view json) { return ParseJson(json).value(); }

void ExpectDouble(std::string_view json, double expected) {
  const Value number = Number(json);
  ASSERT_EQ(number.kind(), Kind::kDouble) << json;
  EXPECT_EQ(number.as_double(), expected) << json;
  EXPECT_EQ(std::signbit(number.as_double()), std::signbit(expected)) << json;
}

TEST(JsonNumber, IntegersKeepTheir64Bits) {
  EXPECT_EQ(Number("9223372036854775807").as_int(), INT64_MAX);
  EXPECT_EQ(Number("-9223372036854775808").as_int(), INT64_MIN);
  EXPECT_EQ(Number("9007199254740993").as_int(), 9007199254740993);
  EXPECT_EQ(Number("9223372036854775808").kind(), Kind::kUint);
  EXPECT_EQ(Number("18446744073709551615").as_uint(), UINT64_MAX);
}

TEST(JsonNumber, LargerIntegersAreTheNearestDouble) {
  ExpectDouble("18446744073709551616", 18446744073709551616.0);
  ExpectDouble("-9223372036854775809", -9223372036854775808.0);
  ExpectDouble("123456789012345678901234567890", 123456789012345678901234567890.0);
}

TEST(JsonNumber, AFractionOrAnExponentMakesADouble) {
  ExpectDouble("1.0", 1.0);
  ExpectDouble("1e2", 100.0);
  ExpectDouble("1E+2", 100.0);
  ExpectDouble("100e-2", 1.0);
}

TEST(JsonNumber, MinusZeroIsADouble) {
  ExpectDouble("-0", -0.0);
  ExpectDouble("-0.0", -0.0);
  ExpectDouble("-0e1", -0.0);
  EXPECT_EQ(Number("0").kind(), Kind::kInt);
}

// Boost 1.81 reads each of these wrong by a unit in the last place, or to infinity.
TEST(JsonNumber, DoublesAreExact) {
  ExpectDouble("0.1", 0.1);
  ExpectDouble("0.3", 0.3);
  ExpectDouble("2.2250738585072014e-308", Limits::min());
  ExpectDouble("2.2250738585072011e-308", 0x0.fffffffffffffp-1022);
  ExpectDouble("5e-324", Limits::denorm_min());
  ExpectDouble("1.7976931348623157e308", Limits::max());
  ExpectDouble("1.7976931348623158e308", Limits::max());
  ExpectDouble("9007199254740993.0", 9007199254740992.0);
  ExpectDouble("1.00000000000000011102230246251565404236316680908203125", 1.0);
  ExpectDouble("1.00000000000000011102230246251565404236316680908203126", 1.0000000000000002);
  ExpectDouble("3.14159265358979323846264338327950288", 3.141592653589793);
}

TEST(JsonNumber, WhatIsTooNearToZeroIsZero) {
  ExpectDouble("1e-400", 0.0);
  ExpectDouble("-1e-400", -0.0);
  ExpectDouble("2e-324", 0.0);
  ExpectDouble("0e400", 0.0);
  ExpectDouble("0.0e-400", 0.0);
}

TEST(JsonNumber, WhatIsBeyondTheRangeIsRefused) {
  for (const char* json : {"1e309", "-1e309", "1.7976931348623159e308", "1e999999999999999999"}) {
    const Result<Value> number = ParseJson(json);
    ASSERT_TRUE(number.has_error()) << json;
    EXPECT_EQ(number.error().code(), "invalid_json");
  }
  EXPECT_TRUE(ParseJson(std::string(400, '9')).has_error());
}

TEST(JsonNumber, PrintsTheShortestTextThatReadsBackEqual) {
  EXPECT_EQ(ToJson(0.1), "0.1");
  EXPECT_EQ(ToJson(1.0), "1.0");
  EXPECT_EQ(ToJson(-0.0), "-0.0");
  EXPECT_EQ(ToJson(1e22), "1e+22");
  EXPECT_EQ(ToJson(1e-7), "1e-07");
  EXPECT_EQ(ToJson(123456789.0), "123456789.0");
  EXPECT_EQ(ToJson(Limits::max()), "1.7976931348623157e+308");
  EXPECT_EQ(ToJson(Limits::denorm_min()), "5e-324");
  EXPECT_EQ(ToJson(INT64_MIN), "-9223372036854775808");
  EXPECT_EQ(ToJson(UINT64_MAX), "18446744073709551615");
}

}  // namespace
}  // namespace dashflow
