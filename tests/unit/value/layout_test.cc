// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "host/value/value.h"

namespace dashflow {
namespace {

// What plugins see of a value without a call; `df_value` in the SDK has the same numbers.
TEST(ValueLayout, IsThatOfTheAbi) {
  EXPECT_EQ(offsetof(rep::RawValue, kind), 0u);
  EXPECT_EQ(offsetof(rep::RawValue, flags), 1u);
  EXPECT_EQ(offsetof(rep::RawValue, reserved), 2u);
  EXPECT_EQ(offsetof(rep::RawValue, size), 4u);
  EXPECT_EQ(offsetof(rep::RawValue, body), 8u);
  EXPECT_EQ(sizeof(Value), sizeof(rep::RawValue));
  EXPECT_TRUE(std::is_standard_layout_v<Value>);
}

TEST(ValueLayout, TextIsReadThroughThePayload) {
  const Value text("hällo");
  EXPECT_EQ(text.raw().size, 6u);
  EXPECT_EQ(text.raw().flags, rep::kCounted);
  EXPECT_STREQ(text.raw().text, "hällo");
}

TEST(ValueLayout, EmptyTextAndContainersCarryNoReference) {
  for (const Value& value :
       {Value(""), Value::Bytes(""), Value::EmptyArray(), Value::EmptyObject()}) {
    EXPECT_EQ(value.raw().flags, 0) << KindName(value.kind());
    EXPECT_TRUE(value.empty());
  }
  EXPECT_STREQ(Value("").raw().text, "");
}

TEST(Value, ScalarsKeepKindAndContent) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_TRUE(Value(nullptr).is_null());
  EXPECT_EQ(Value(true).kind(), Kind::kBool);
  EXPECT_TRUE(Value(true).as_bool());
  EXPECT_EQ(Value(-7).as_int(), -7);
  EXPECT_EQ(Value(INT64_MIN).as_int(), INT64_MIN);
  EXPECT_EQ(Value(1.5).as_double(), 1.5);
}

TEST(Value, UnsignedNumbersAreIntsWhereTheyFit) {
  EXPECT_EQ(Value(std::uint64_t{INT64_MAX}).kind(), Kind::kInt);
  EXPECT_EQ(Value(std::uint64_t{INT64_MAX} + 1).kind(), Kind::kUint);
  EXPECT_EQ(Value(UINT64_MAX).as_uint(), UINT64_MAX);
}

TEST(Value, TextKeepsNulBytes) {
  const std::string text("a\0b", 3);
  EXPECT_EQ(Value(text).as_text(), text);
  EXPECT_EQ(Value::Bytes(text).as_text(), text);
}

TEST(Value, DepthCountsContainers) {
  EXPECT_EQ(Value(1).depth(), 0);
  EXPECT_EQ(Value("text").depth(), 0);
  EXPECT_EQ(Value::EmptyArray().depth(), 1);
  const Value two = Value::EmptyArray().Append(Value::EmptyObject());
  EXPECT_EQ(two.depth(), 2);
  EXPECT_EQ(Value::EmptyObject().Set("a", two).depth(), 3);
}

TEST(Value, NamesEveryKind) {
  EXPECT_EQ(KindName(Kind::kNull), "null");
  EXPECT_EQ(KindName(Kind::kObject), "object");
  EXPECT_EQ(KindName(static_cast<Kind>(9)), "unknown");
}

TEST(Value, MemoryEstimateGrowsWithTheTree) {
  EXPECT_EQ(Value(1).MemoryEstimate(), sizeof(Value));
  const Value kilobyte(std::string(1024, 'x'));
  EXPECT_GT(kilobyte.MemoryEstimate(), 1024u);
  EXPECT_LT(kilobyte.MemoryEstimate(), 1200u);
  Value list = Value::EmptyArray();
  for (int i = 0; i < 100; ++i) list = list.Append(kilobyte);
  EXPECT_GT(list.MemoryEstimate(), 100 * 1024u);
  EXPECT_LT(list.MemoryEstimate(), 120 * 1024u);
}

}  // namespace
}  // namespace dashflow
