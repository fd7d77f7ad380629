// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/unit/channel/channels.h"

namespace dashflow::channel {
namespace {

// Each write in a superstep of its own.
std::string Folded(std::string_view reducer, const std::vector<const char*>& writes) {
  std::vector<std::vector<Write>> steps;
  for (const char* write : writes) steps.push_back({Reduce(write)});
  return After(Reduced(reducer), steps);
}

TEST(BuiltinReducersTest, TheyAreFoundByName) {
  std::vector<std::string> names;
  for (const Reducer* reducer : BuiltinReducers()) {
    names.emplace_back(reducer->name());
    EXPECT_EQ(FindBuiltinReducer(reducer->name()), reducer);
    EXPECT_TRUE(reducer->Holds(reducer->Start())) << reducer->name();
  }
  EXPECT_THAT(names, testing::ElementsAre("append", "concat", "sum", "merge", "union", "min", "max",
                                          "and", "or", "text", "messages"));
  EXPECT_EQ(FindBuiltinReducer("avg"), nullptr);
  EXPECT_EQ(FindBuiltinReducer(""), nullptr);
}

TEST(BuiltinReducersTest, OnlyListsThatGrowAtTheirEndAppend) {
  std::vector<std::string_view> appending;
  std::vector<std::string_view> altering;
  for (const Reducer* reducer : BuiltinReducers()) {
    if (reducer->appends()) appending.push_back(reducer->name());
    if (reducer->alters()) altering.push_back(reducer->name());
  }
  EXPECT_THAT(appending, testing::ElementsAre("append", "concat", "union", "messages"));
  EXPECT_THAT(altering, testing::ElementsAre("union", "messages"));
}

TEST(BuiltinReducersTest, Sum) {
  EXPECT_EQ(Folded("sum", {"1", "2", "-5"}), "-2");
  EXPECT_EQ(Folded("sum", {"1", "0.5"}), "1.5");
  EXPECT_EQ(Folded("sum", {"0.5", "0.5", "1"}), "2.0");
  EXPECT_EQ(Folded("sum", {"9223372036854775807", "1"}), "9223372036854775808");
  EXPECT_EQ(Folded("sum", {"18446744073709551615", "-9223372036854775808", "-9223372036854775807"}),
            "0");
  EXPECT_EQ(Folded("sum", {"18446744073709551615", "1"}), "invalid_update");
  EXPECT_EQ(Folded("sum", {"-9223372036854775808", "-1"}), "invalid_update");
  EXPECT_EQ(Folded("sum", {"1e308", "1e308"}), "invalid_update");
  EXPECT_EQ(Folded("sum", {"true"}), "invalid_update");
}

TEST(BuiltinReducersTest, Merge) {
  EXPECT_EQ(Folded("merge", {R"({"a":1,"b":{"x":1}})", R"({"b":{"y":2},"c":3})"}),
            R"({"a":1,"b":{"y":2},"c":3})");
}

TEST(BuiltinReducersTest, Union) {
  EXPECT_EQ(Folded("union", {"[3,1,3]", "[1,2]"}), "[3,1,2]");
  EXPECT_EQ(Folded("union", {"[1,1.0]", R"([{"a":1,"b":2}])", R"([{"b":2,"a":1}])"}),
            R"([1,1.0,{"a":1,"b":2}])");
}

TEST(BuiltinReducersTest, MinAndMax) {
  EXPECT_EQ(Folded("min", {"3", "1.5", "2"}), "1.5");
  EXPECT_EQ(Folded("max", {"3", "1.5", "3.5"}), "3.5");
  EXPECT_EQ(Folded("max", {"9007199254740992.0", "9007199254740993"}), "9007199254740993");
  EXPECT_EQ(Folded("min", {"18446744073709551615", "-1"}), "-1");
  EXPECT_EQ(Folded("max", {"1.0", "1"}), "1");
  EXPECT_EQ(Folded("min", {"1", "1.0"}), "1");
  EXPECT_EQ(Folded("min", {"\"b\"", "\"a\"", "\"ab\""}), "\"a\"");
  EXPECT_EQ(Folded("min", {"\"b\"", "1"}), "invalid_update");
  EXPECT_EQ(Folded("max", {"null"}), "invalid_update");
}

TEST(BuiltinReducersTest, AndOrText) {
  EXPECT_EQ(Folded("and", {}), "true");
  EXPECT_EQ(Folded("and", {"true", "false", "true"}), "false");
  EXPECT_EQ(Folded("or", {}), "false");
  EXPECT_EQ(Folded("or", {"false", "true", "false"}), "true");
  EXPECT_EQ(Folded("text", {"\"\"", "\"a\"", "\"\u00e9\""}), "\"a\u00e9\"");
}

}  // namespace
}  // namespace dashflow::channel
