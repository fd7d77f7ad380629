// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/value/value_assembly.h"

#include <gtest/gtest.h>

#include "host/plugin/value/value_bridge.h"
#include "host/value/json.h"
#include "tests/unit/plugin/test_services.h"

namespace dashflow::plugin {
namespace {

TEST(ValueAssembly, BuildsWhatNests) {
  ValueAssembly assembly;
  ASSERT_TRUE(assembly.Begin(Kind::kObject) && assembly.Key("a") && assembly.Begin(Kind::kArray));
  ASSERT_TRUE(assembly.Put(1) && assembly.Put("x") && assembly.Begin(Kind::kObject) &&
              assembly.End());
  ASSERT_TRUE(assembly.End() && assembly.Key("b") && assembly.Put(nullptr) && assembly.End());
  Value value;
  ASSERT_TRUE(assembly.Finish(value));
  EXPECT_EQ(ToJson(value), R"({"a":[1,"x",{}],"b":null})");
}

TEST(ValueAssembly, BuildsScalarsToo) {
  ValueAssembly assembly;
  ASSERT_TRUE(assembly.Put(3));
  Value value;
  ASSERT_TRUE(assembly.Finish(value));
  EXPECT_EQ(value, Value(3));
}

TEST(ValueAssembly, RefusesStepsThatDoNotFit) {
  const auto fails = [](auto... steps) {
    ValueAssembly assembly;
    (steps(assembly), ...);
    Value value;
    return !assembly.Finish(value);
  };
  const auto array = [](ValueAssembly& a) { a.Begin(Kind::kArray); };
  const auto object = [](ValueAssembly& a) { a.Begin(Kind::kObject); };
  const auto key = [](ValueAssembly& a) { a.Key("k"); };
  const auto put = [](ValueAssembly& a) { a.Put(1); };
  const auto end = [](ValueAssembly& a) { a.End(); };
  EXPECT_TRUE(fails());
  EXPECT_TRUE(fails(end));
  EXPECT_TRUE(fails(array));
  EXPECT_TRUE(fails(put, put));
  EXPECT_TRUE(fails(key));
  EXPECT_TRUE(fails(array, key, put, end));
  EXPECT_TRUE(fails(object, put, end));
  EXPECT_TRUE(fails(object, key, key, put, end));
  EXPECT_TRUE(fails(object, key, end));
  EXPECT_TRUE(fails(array, end, end));
  EXPECT_FALSE(fails(object, key, array, put, end, end));
}

TEST(ValueAssembly, StaysFailed) {
  ValueAssembly assembly;
  EXPECT_FALSE(assembly.End());
  EXPECT_FALSE(assembly.Put(1));
  Value value;
  EXPECT_FALSE(assembly.Finish(value));
}

TEST(ValueAssembly, RefusesTooMuchDepth) {
  ValueAssembly deepest;
  for (int i = 0; i < kMaxDepth; ++i) ASSERT_TRUE(deepest.Begin(Kind::kArray));
  EXPECT_FALSE(deepest.Begin(Kind::kArray));
  Value nested = Value::EmptyArray();
  for (int i = 1; i < kMaxDepth; ++i) nested = Value::EmptyArray().Append(nested);
  ValueAssembly around;
  ASSERT_TRUE(around.Begin(Kind::kArray));
  EXPECT_FALSE(around.Put(nested));
}

TEST(Builder, GivesTheValueOrNothing) {
  df_builder* builder = NewBuilder();
  EXPECT_EQ(BeginObject(builder), DF_OK);
  EXPECT_EQ(AddKey(builder, Text("a")), DF_OK);
  const Value one(1);
  EXPECT_EQ(AddValue(builder, ToAbi(&one)), DF_OK);
  EXPECT_EQ(EndContainer(builder), DF_OK);
  df_value out;
  ASSERT_EQ(FinishBuilder(builder, &out), DF_OK);
  Value value;
  ASSERT_TRUE(ImportOwned(out, value));
  EXPECT_EQ(ToJson(value), R"({"a":1})");
}

TEST(Builder, RefusesHostileArguments) {
  df_value out;
  EXPECT_EQ(BeginArray(nullptr), DF_INVALID_INPUT);
  EXPECT_EQ(FinishBuilder(nullptr, &out), DF_INVALID_INPUT);
  AbortBuilder(nullptr);
  df_builder* builder = NewBuilder();
  EXPECT_EQ(BeginObject(builder), DF_OK);
  EXPECT_EQ(AddKey(builder, {nullptr, 4}), DF_INVALID_INPUT);
  EXPECT_EQ(AddKey(builder, Text("a")), DF_INVALID_INPUT);
  AbortBuilder(builder);
  builder = NewBuilder();
  EXPECT_EQ(AddValue(builder, nullptr), DF_INVALID_INPUT);
  EXPECT_EQ(FinishBuilder(builder, &out), DF_INVALID_INPUT);
  EXPECT_EQ(out.kind, DF_KIND_NULL);
}

}  // namespace
}  // namespace dashflow::plugin
