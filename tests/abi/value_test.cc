// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdint>
#include <dashflow/testing/fake_host.hpp>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace sdk = dashflow::sdk;
using sdk::Kind;
using sdk::Value;
using sdk::ValueView;
using sdk::testing::FakeHost;
using sdk::testing::LiveValues;

namespace {

class Values : public testing::Test {
 protected:
  FakeHost host{dashflow_plugin_entry_1};
};

TEST_F(Values, AreMadeOfScalarsAndTexts) {
  EXPECT_EQ(ValueView(true).kind(), Kind::kBool);
  EXPECT_EQ(ValueView(3u).kind(), Kind::kInt);
  EXPECT_EQ(ValueView(std::numeric_limits<std::uint64_t>::max()).kind(), Kind::kUint);
  EXPECT_EQ(ValueView(1.0f).kind(), Kind::kDouble);
  EXPECT_EQ(ValueView("text").kind(), Kind::kString);
  EXPECT_EQ(ValueView(std::string("text")), "text");
  EXPECT_EQ(ValueView::Bytes("\xFF").kind(), Kind::kBytes);
  EXPECT_TRUE(ValueView(nullptr).is_null());
  EXPECT_NE(ValueView(1), 1.0);
}

TEST_F(Values, BecomeCppTypesOrSayWhyNot) {
  EXPECT_EQ(ValueView(7).As<std::uint8_t>(), 7);
  EXPECT_EQ(ValueView(7).As<double>(), 7.0);
  EXPECT_EQ(ValueView().As<std::optional<int>>(), std::nullopt);
  EXPECT_EQ(Value::FromJson("[1,2]")->As<std::vector<int>>(), (std::vector<int>{1, 2}));
  EXPECT_THROW(ValueView(300).As<std::uint8_t>(), sdk::Error);
  EXPECT_THROW(ValueView(-1).As<std::uint64_t>(), sdk::Error);
  EXPECT_THROW(ValueView(1.5).As<int>(), sdk::Error);
  EXPECT_THROW(ValueView("1").As<int>(), sdk::Error);
}

TEST_F(Values, AreLookedInto) {
  const Value value = Value::FromJson(R"({"a":[10,{"b":"c"}],"d":null})");
  EXPECT_EQ(value.view()["a"][1]["b"], "c");
  EXPECT_TRUE(value->Has("d"));
  EXPECT_FALSE(value->Has("e"));
  EXPECT_TRUE(value.view()["x"][3]["y"].is_null());
  std::string keys;
  for (const auto [key, member] : value->Members()) keys += key;
  EXPECT_EQ(keys, "ad");
}

TEST_F(Values, AreWalkedInBatchesToTheEnd) {
  for (const int size : {0, 1, 15, 16, 17, 32, 100}) {
    sdk::ArrayBuilder builder;
    for (int i = 0; i < size; ++i) builder.Add(i);
    const Value array = builder.Build();
    int next = 0;
    for (const ValueView element : array->Elements()) EXPECT_EQ(element, next++);
    EXPECT_EQ(next, size);
  }
}

TEST_F(Values, ChangeIntoNewOnes) {
  const Value list = Value::FromJson("[1]");
  EXPECT_EQ(sdk::Append(list, "x"), Value::FromJson(R"([1,"x"])"));
  EXPECT_EQ(list->size(), 1u);
  const Value object = Value::FromJson(R"({"a":1,"b":2})");
  EXPECT_EQ(sdk::With(object, "a", 3)->ToJson(), R"({"a":3,"b":2})");
  EXPECT_THROW(sdk::Append(object, 1), sdk::Error);
}

TEST_F(Values, AreBuiltOrRefusedAsAWhole) {
  sdk::Builder builder;
  builder.BeginObject().Key("a").Put(1).Put(2);
  EXPECT_THROW(builder.Finish(), sdk::Error);
  EXPECT_THROW(sdk::ArrayBuilder().Add("\xC0\x80").Build(), sdk::Error);
  EXPECT_EQ(sdk::ToArray(std::vector<std::string>{"a", "b"})->ToJson(), R"(["a","b"])");
}

TEST_F(Values, RoundTripAsJsonAndFlat) {
  for (const std::string json :
       {R"({"b":1,"a":[true]})", "[-9223372036854775808,18446744073709551615,0.1,-0.0]",
        R"("\u0001é😀\\")", "[[],{},null]", R"({"k":{"k":{"k":[1.5e300]}}})"}) {
    const Value value = Value::FromJson(json);
    EXPECT_EQ(Value::FromJson(value->ToJson()), value) << json;
    EXPECT_EQ(Value::FromFlat(value.ToFlat()), value) << json;
  }
}

TEST_F(Values, HaveTheFlatFormOfTheHost) {
  const std::string expected(
      "\xDF\x01\x08\x0E\x02\x01\x62\x02\x02\x01\x61\x07\x03\x01\x01\x01\x04\x00", 18);
  EXPECT_EQ(Value::FromJson(R"({"b":1,"a":[true]})").ToFlat(), expected);
}

TEST_F(Values, SayWhereJsonIsWrong) {
  for (const char* json : {"", "[1,]", "01", "1.", "\"\\ud800\"", "\"\xFF\"", "1e999", "{\"a\"}",
                           "[1] 2", "\"abc\\\"", "nul", "\"a\nb\""}) {
    EXPECT_THROW(Value::FromJson(json), sdk::Error) << json;
  }
  EXPECT_THROW(Value::FromJson(std::string(600, '[')), sdk::Error);
  try {
    Value::FromJson("[1,");
    FAIL();
  } catch (const sdk::Error& error) {
    EXPECT_EQ(error.code(), "invalid_json");
    EXPECT_EQ(error.message(), "byte 3: a value is expected");
  }
}

TEST_F(Values, CopiesCountAndEndWithTheLast) {
  const std::int64_t before = LiveValues();
  {
    Value text = "some text";
    Value copy = text;
    EXPECT_EQ(LiveValues(), before + 1);
    Value moved = std::move(text);
    copy = moved;
    EXPECT_EQ(LiveValues(), before + 1);
    const Value list = sdk::ArrayBuilder().Add(copy).Add(copy).Build();
    EXPECT_EQ(LiveValues(), before + 2);
    copy = Value();
    EXPECT_EQ(list.view()[0], "some text");
  }
  EXPECT_EQ(LiveValues(), before);
}

TEST_F(Values, EqualOnesHaveEqualHashes) {
  const Value a = Value::FromJson(R"({"x":1,"y":[2]})");
  const Value b = Value::FromJson(R"({"y":[2],"x":1})");
  EXPECT_EQ(a, b);
  EXPECT_EQ(a->Hash(), b->Hash());
  EXPECT_NE(a->Hash(), Value::FromJson(R"({"x":1.0,"y":[2]})")->Hash());
}

}  // namespace
