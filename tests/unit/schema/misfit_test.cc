// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/schema/schemas.h"

namespace dashflow {
namespace {

TEST(MisfitTest, ItNamesThePlaceAndWhatWasExpectedAndFound) {
  EXPECT_EQ(MisfitOf(R"({"type":"integer"})", R"("x")"), "expected integer, found string");
  EXPECT_EQ(MisfitOf(R"({"type":["string","null"]})", "1.5"),
            "expected null or string, found number");
  EXPECT_EQ(MisfitOf(R"({"type":"array","items":{"type":"integer"}})", R"([1,2,3,"x"])"),
            "/3: expected integer, found string");
  EXPECT_EQ(MisfitOf(R"({"properties":{"items":{"items":{"type":"integer"}}}})",
                     R"({"items":[0,0,0,"x"]})"),
            "/items/3: expected integer, found string");
  EXPECT_EQ(MisfitOf(R"({"additionalProperties":{"type":"null"}})", R"({"a/b":1})"),
            "/a~1b: expected null, found integer");
}

TEST(MisfitTest, EveryKeywordHasItsWords) {
  EXPECT_EQ(MisfitOf("false", "1"), "no value is allowed here");
  EXPECT_EQ(MisfitOf(R"({"enum":["a",2]})", R"("b")"), R"(expected one of "a", 2, found "b")");
  EXPECT_EQ(MisfitOf(R"({"minimum":3})", "2"), "expected at least 3, found 2");
  EXPECT_EQ(MisfitOf(R"({"maximum":3})", "4"), "expected at most 3, found 4");
  EXPECT_EQ(MisfitOf(R"({"exclusiveMinimum":3})", "3"), "expected more than 3, found 3");
  EXPECT_EQ(MisfitOf(R"({"exclusiveMaximum":3})", "3"), "expected less than 3, found 3");
  EXPECT_EQ(MisfitOf(R"({"multipleOf":2})", "3"), "expected a multiple of 2, found 3");
  EXPECT_EQ(MisfitOf(R"({"minLength":2})", R"("a")"), "expected at least 2 characters, found 1");
  EXPECT_EQ(MisfitOf(R"({"maxItems":1})", "[1,2]"), "expected at most 1 item, found 2");
  EXPECT_EQ(MisfitOf(R"({"minItems":1,"maxItems":2})", "[]"), "expected 1 to 2 items, found 0");
  EXPECT_EQ(MisfitOf(R"({"pattern":"^a"})", R"("b")"), R"(expected a match of /^a/, found "b")");
  EXPECT_EQ(MisfitOf(R"({"format":"date"})", R"("b")"), R"(expected a date, found "b")");
  EXPECT_EQ(MisfitOf(R"({"required":["a"]})", "{}"), "expected the member 'a', it is missing");
  EXPECT_EQ(MisfitOf(R"({"additionalProperties":false})", R"({"a":1})"), "unknown member 'a'");
  EXPECT_EQ(MisfitOf(R"({"propertyNames":{"maxLength":1}})", R"({"ab":1})"),
            "member name 'ab': expected at most 1 character, found 2");
  EXPECT_EQ(MisfitOf(R"({"dependencies":{"a":["b"]}})", R"({"a":1})"),
            "expected the member 'b' beside 'a', it is missing");
  EXPECT_EQ(MisfitOf(R"({"uniqueItems":true})", "[1,2,1]"),
            "expected different items, found item 2 twice");
  EXPECT_EQ(MisfitOf(R"({"contains":{"const":1}})", "[2]"),
            "expected an item that fits `contains`, found none");
  EXPECT_EQ(MisfitOf(R"({"not":{}})", "1"),
            "expected a value that does not fit the schema under `not`");
}

TEST(MisfitTest, TheAlternativeOfTheSameTypeSpeaks) {
  const char* schema = R"({"anyOf":[{"type":"string"},{"type":"object","required":["a"]}]})";
  EXPECT_EQ(MisfitOf(schema, "{}"), "expected the member 'a', it is missing");
  EXPECT_EQ(MisfitOf(schema, "1"), "fits none of the 2 alternatives");
  EXPECT_EQ(MisfitOf(R"({"oneOf":[{"minimum":1},{"minimum":2}]})", "3"),
            "fits 2 of the alternatives, expected exactly one");
}

TEST(MisfitTest, ALongStringIsNotShown) {
  const std::string secret(100, 's');
  EXPECT_EQ(MisfitOf(Compiled(R"({"pattern":"^a"})"), Value(secret)),
            "expected a match of /^a/, found string");
}

}  // namespace
}  // namespace dashflow
