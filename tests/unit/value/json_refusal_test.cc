// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "host/value/json.h"

namespace dashflow {
namespace {

struct Refusal {
  const char* name;
  std::string json;
  int line;
  int column;
  const char* cause;
};

class JsonRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(JsonRefusal, NamesPlaceAndReason) {
  const Refusal& expected = GetParam();
  const Result<Value> value = ParseJson(expected.json, "input.json");
  ASSERT_TRUE(value.has_error());
  const Error& error = value.error();
  EXPECT_EQ(error.code(), "invalid_json");
  EXPECT_EQ(error.operation(), "parse JSON");
  EXPECT_EQ(error.resource(), "input.json");
  EXPECT_EQ(error.place().file, "input.json");
  EXPECT_EQ(error.place().line, expected.line);
  EXPECT_EQ(error.place().column, expected.column);
  EXPECT_EQ(error.cause(), expected.cause);
}

const Refusal kRefusals[] = {
    {"Empty", "", 1, 1, "the text ends too early (offset 0)"},
    {"CutArray", "[1,", 1, 4, "the text ends too early (offset 3)"},
    {"CutText", "[\"ab", 1, 5, "the text ends too early (offset 4)"},
    {"SecondValue", "1 2", 1, 3, "unexpected '2' (offset 2)"},
    {"TrailingComma", "[1,\n 2,\n]", 3, 1, "unexpected ']' (offset 8)"},
    {"MissingColon", "{\"a\" 1}", 1, 6, "unexpected '1' (offset 5)"},
    {"BareKey", "{a:1}", 1, 2, "unexpected 'a' (offset 1)"},
    {"Comment", "[1] // one", 1, 5, "unexpected '/' (offset 4)"},
    {"NotANumber", "[NaN]", 1, 2, "unexpected 'N' (offset 1)"},
    {"Infinity", "[-Infinity]", 1, 3, "unexpected 'I' (offset 2)"},
    {"LeadingZero", "01", 1, 2, "unexpected '1' (offset 1)"},
    {"PlusSign", "+1", 1, 1, "unexpected '+' (offset 0)"},
    {"BareFraction", "[1.]", 1, 4, "unexpected ']' (offset 3)"},
    {"TabInText", "\"a\tb\"", 1, 3, "unexpected byte 0x09 (offset 2)"},
    {"NulByte", std::string("[1\0]", 4), 1, 3, "unexpected byte 0x00 (offset 2)"},
    {"BadEscape", "\"\\x\"", 1, 3, "unexpected 'x' (offset 2)"},
    {"ByteOrderMark", "\xef\xbb\xbf{}", 1, 1, "a byte order mark, remove it (offset 0)"},
    {"InvalidUtf8", "[\"é\",\n\"\xc3(\"]", 2, 2, "invalid UTF-8 (offset 8)"},
    {"OverlongUtf8", "\"\xc0\xaf\"", 1, 2, "invalid UTF-8 (offset 1)"},
    {"ColumnsAreCharacters", "[\"é€😀\", x]", 1, 9, "unexpected 'x' (offset 14)"},
};

INSTANTIATE_TEST_SUITE_P(Cases, JsonRefusal, testing::ValuesIn(kRefusals),
                         [](const auto& test) { return test.param.name; });

TEST(JsonLimits, TooDeepNamesTheBracket) {
  const Result<Value> value = ParseJson("[[[\n[0]]]]", "deep.json", {.max_depth = 3});
  ASSERT_TRUE(value.has_error());
  EXPECT_EQ(value.error().code(), "value_too_deep");
  EXPECT_EQ(value.error().place().line, 2);
}

TEST(JsonLimits, TooDeepEndsAtOnce) {
  EXPECT_EQ(ParseJson(std::string(1'000'000, '[')).error().code(), "value_too_deep");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"\":";
  EXPECT_EQ(ParseJson(objects).error().code(), "value_too_deep");
}

TEST(JsonLimits, TooLongIsRefusedBeforeItIsRead) {
  const Result<Value> value = ParseJson("[1,2,3]", "long.json", {.max_bytes = 6});
  ASSERT_TRUE(value.has_error());
  EXPECT_EQ(value.error().code(), "value_limit");
  EXPECT_NE(value.error().message().find("more than 6 bytes"), std::string::npos);
  EXPECT_TRUE(ParseJson("[1,2,3]", "", {.max_bytes = 7}).has_value());
}

TEST(JsonLimits, HalfASurrogatePairIsRefused) {
  for (const char* json : {R"("\ud800")", R"("\ud800x")", R"("\ud800\n")", R"("\ud800\u0041")",
                           R"("\udc00")", R"({"\udc00":1})"}) {
    EXPECT_EQ(ParseJson(json).error().code(), "invalid_json") << json;
  }
}

}  // namespace
}  // namespace dashflow
