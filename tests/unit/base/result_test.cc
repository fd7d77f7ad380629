// SPDX-License-Identifier: Apache-2.0
#include "host/base/result.h"

#include <gtest/gtest.h>

#include <string>

namespace dashflow {
namespace {

Result<int> Half(int number) {
  if (number % 2 != 0) return Error("invalid_argument", "odd");
  return number / 2;
}

Result<std::string> QuarterText(int number) {
  DF_ASSIGN(const int half, Half(number));
  DF_ASSIGN(const int quarter, Half(half));
  return std::to_string(quarter);
}

Status CheckEven(int number) {
  DF_TRY(Half(number));
  return Ok();
}

TEST(Result, AssignHandsSuccessOn) { EXPECT_EQ(QuarterText(12).value(), "3"); }

TEST(Result, AssignReturnsTheFirstFailure) {
  ASSERT_TRUE(QuarterText(6).has_error());
  EXPECT_EQ(QuarterText(6).error().code(), "invalid_argument");
  EXPECT_EQ(QuarterText(6).error().message(), "odd");
}

TEST(Result, TryReturnsTheFailureAndElseGoesOn) {
  EXPECT_TRUE(CheckEven(4).has_value());
  EXPECT_EQ(CheckEven(5).error().message(), "odd");
}

TEST(ResultDeathTest, ValueOfAFailureEndsTheProcessWithItsWords) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(static_cast<void>(Half(3).value()), "unchecked error invalid_argument \\(odd\\)");
}

}  // namespace
}  // namespace dashflow
