// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/number.h"

#include <gtest/gtest.h>

#include "tests/unit/schema/schemas.h"

namespace dashflow::schema {
namespace {

TEST(NumberTest, IntegersAndDoublesCompareExactly) {
  const Value big(std::int64_t{9007199254740993});
  EXPECT_TRUE(CompareNumbers(big, Value(9007199254740992.0)) > 0);
  EXPECT_TRUE(CompareNumbers(Value(9007199254740992.0), big) < 0);
  EXPECT_TRUE(CompareNumbers(1, 1.0) == 0);
  EXPECT_TRUE(CompareNumbers(Value(UINT64_MAX), Value(std::int64_t{-1})) > 0);
  EXPECT_TRUE(CompareNumbers(Value(UINT64_MAX), 0x1p64) < 0);
  EXPECT_TRUE(CompareNumbers(Value(INT64_MIN), -0x1p63) == 0);
  EXPECT_TRUE(CompareNumbers(Value(INT64_MIN), -1e300) > 0);
  EXPECT_TRUE(CompareNumbers(-1, -0.5) < 0);
}

TEST(NumberTest, NormalNumbersChangeOnlyWhatMustChange) {
  const Value same = Json(R"({"a":[1,2.5,"x",{"b":1e300}]})");
  EXPECT_TRUE(NormalNumbers(same).SharesWith(same));
  EXPECT_EQ(ToJson(NormalNumbers(Json(R"({"a":[1.0,-0.0,{"b":18446744073709549568.0}]})"))),
            R"({"a":[1,0,{"b":18446744073709549568}]})");
}

}  // namespace
}  // namespace dashflow::schema
