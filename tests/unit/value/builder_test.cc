// SPDX-License-Identifier: Apache-2.0
#include "host/value/builder.h"

#include <gtest/gtest.h>

#include "host/value/json.h"

namespace dashflow {
namespace {

TEST(ArrayBuilder, BuildsWhatAppendWould) {
  for (const int count : {0, 1, 31, 32, 33, 64, 65, 1056, 1057, 40000}) {
    ArrayBuilder builder;
    builder.Reserve(static_cast<std::size_t>(count));
    Value expected = Value::EmptyArray();
    for (int i = 0; i < count; ++i) {
      builder.Add(i);
      expected = std::move(expected).Append(i);
    }
    EXPECT_EQ(builder.size(), static_cast<std::size_t>(count));
    EXPECT_EQ(std::move(builder).Build(), expected) << count;
  }
}

TEST(ArrayBuilder, WhatItBuildsCanGrow) {
  ArrayBuilder builder;
  for (int i = 0; i < 3; ++i) builder.Add(i);
  EXPECT_EQ(ToJson(std::move(builder).Build().Append("x")), R"([0,1,2,"x"])");
}

TEST(ObjectBuilder, OfEqualKeysTheFirstKeepsThePlaceAndTheLastTheValue) {
  ObjectBuilder builder;
  builder.Add("a", 1);
  builder.Add("b", 2);
  builder.Add(Value("a"), 3);
  EXPECT_EQ(ToJson(std::move(builder).Build()), R"({"a":3,"b":2})");
}

TEST(ObjectBuilder, UnitesManyEqualKeysInLargeObjects) {
  ObjectBuilder builder;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 500; ++i) builder.Add("k" + std::to_string(i), 1000 * round + i);
  }
  const Value object = std::move(builder).Build();
  ASSERT_EQ(object.size(), 500u);
  for (int i = 0; i < 500; ++i) {
    EXPECT_EQ(object.Find("k" + std::to_string(i))->as_int(), 2000 + i);
  }
}

TEST(ObjectBuilder, AFewKeysOfManyAreASmallObject) {
  ObjectBuilder builder;
  for (int i = 0; i < 100; ++i) builder.Add(i % 2 == 0 ? "even" : "odd", i);
  const Value object = std::move(builder).Build().Set("more", true);
  EXPECT_EQ(ToJson(object), R"({"even":98,"odd":99,"more":true})");
}

TEST(Builders, MoveOutOfTheirElements) {
  std::vector<Value> elements{Value("one text"), Value("another text")};
  const Value array = BuildArray(elements);
  EXPECT_TRUE(elements[0].is_null() && elements[1].is_null());
  EXPECT_EQ(array.At(1).as_text(), "another text");
  EXPECT_TRUE(BuildArray({}).empty());
  EXPECT_TRUE(BuildObject({}).is_object());
}

}  // namespace
}  // namespace dashflow
