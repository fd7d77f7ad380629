// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow {
namespace {

Value Parsed(std::string_view json) {
  const Result<Value> value = ParseJson(json);
  EXPECT_TRUE(value.has_value()) << json << ": " << value.error().message();
  return value.has_value() ? *value : Value();
}

TEST(ParseJson, ReadsEveryKind) {
  EXPECT_TRUE(Parsed("null").is_null());
  EXPECT_TRUE(Parsed(" true ").as_bool());
  EXPECT_FALSE(Parsed("\tfalse\r\n").as_bool());
  EXPECT_EQ(Parsed("42").as_int(), 42);
  EXPECT_EQ(Parsed("4.5").as_double(), 4.5);
  EXPECT_EQ(Parsed("\"text\"").as_text(), "text");
  EXPECT_EQ(Parsed("[1,2]").size(), 2u);
  EXPECT_EQ(Parsed("{\"a\":1}").Find("a")->as_int(), 1);
}

TEST(ParseJson, ReadsEmptyContainersAndText) {
  EXPECT_EQ(Parsed("[]"), Value::EmptyArray());
  EXPECT_EQ(Parsed("{}"), Value::EmptyObject());
  EXPECT_EQ(Parsed("\"\""), Value(""));
  EXPECT_EQ(Parsed("{\"\":[]}").Find("")->kind(), Kind::kArray);
}

TEST(ParseJson, UnescapesText) {
  EXPECT_EQ(Parsed(R"("a\"\\\/\b\f\n\r\tz")").as_text(), "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(Parsed(R"("\u00e9 \u20ac \ud83d\ude00")").as_text(), "é € 😀");
  EXPECT_EQ(Parsed(R"("\u0000")").as_text(), std::string_view("\0", 1));
  EXPECT_EQ(Parsed(R"({"k\u0065y":1})").Find("key")->as_int(), 1);
}

TEST(ParseJson, JoinsTheManyPartsOfALongEscapedText) {
  std::string json = "\"";
  std::string expected;
  for (int i = 0; i < 10000; ++i) {
    json += "part\\n";
    expected += "part\n";
  }
  EXPECT_EQ(Parsed(json + "\"").as_text(), expected);
  EXPECT_EQ(Parsed("[" + json + "\",\"plain\"]").At(1).as_text(), "plain");
}

TEST(ParseJson, OfEqualKeysTheLastWinsAtTheFirstPlace) {
  const Value object = Parsed(R"({"a":1,"b":2,"a":3})");
  EXPECT_EQ(ToJson(object), R"({"a":3,"b":2})");
}

TEST(ParseJson, KeepsTheOrderOfKeys) {
  const std::string json = R"({"z":1,"a":{"y":2,"b":3},"m":[]})";
  EXPECT_EQ(ToJson(Parsed(json)), json);
}

TEST(ParseJson, ObjectsOfOneTextShareTheirKeys) {
  const Value rows = Parsed(R"([{"id":1,"na\u006de":2},{"id":3,"name":4}])");
  for (const std::string_view key : {"id", "name"}) {
    const auto bytes_of = [&](const Value& row) {
      const char* bytes = nullptr;
      row.ForEachMember([&](const Value& k, const Value&) {
        if (k.as_text() == key) bytes = k.as_text().data();
      });
      return bytes;
    };
    EXPECT_EQ(bytes_of(rows.At(0)), bytes_of(rows.At(1))) << key;
  }
}

TEST(ParseJson, ManyDifferentKeysStayDifferent) {
  std::string json = "{";
  for (int i = 0; i < 2000; ++i)
    json += "\"" + std::to_string(i * 7919) + "\":" + std::to_string(i) + ",";
  const Value object = Parsed(json + "\"\":-1}");
  ASSERT_EQ(object.size(), 2001u);
  for (int i = 0; i < 2000; ++i) EXPECT_EQ(object.Find(std::to_string(i * 7919))->as_int(), i);
}

TEST(ParseJson, NestsToTheLimit) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(Parsed(nested(512)).depth(), 512);
  EXPECT_TRUE(ParseJson(nested(513)).has_error());
  EXPECT_TRUE(ParseJson(nested(3), "", {.max_depth = 3}).has_value());
  EXPECT_TRUE(ParseJson(nested(4), "", {.max_depth = 3}).has_error());
  EXPECT_TRUE(ParseJson("7", "", {.max_depth = 0}).has_value());
}

TEST(ParseJson, ReadsLargeContainers) {
  std::string json = "[";
  for (int i = 0; i < 50000; ++i) json += std::to_string(i) + ",";
  const Value list = Parsed(json + "{}]");
  ASSERT_EQ(list.size(), 50001u);
  EXPECT_EQ(list.At(49999).as_int(), 49999);
}

}  // namespace
}  // namespace dashflow
