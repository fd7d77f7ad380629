// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/schema/schemas.h"

namespace dashflow {
namespace {

std::string Filled(std::string_view schema, std::string_view value) {
  return ToJson(Compiled(schema).FillDefaults(Json(value)));
}

TEST(DefaultsTest, AbsentMembersGetTheirDefault) {
  const char* schema =
      R"({"properties":{"a":{"default":1},"b":{"type":"string","default":"x"},"c":{}}})";
  EXPECT_EQ(Filled(schema, "{}"), R"({"a":1,"b":"x"})");
  EXPECT_EQ(Filled(schema, R"({"b":"y","d":null})"), R"({"b":"y","d":null,"a":1})");
  EXPECT_EQ(Filled(schema, R"({"a":null})"), R"({"a":null,"b":"x"})");
  EXPECT_EQ(Filled(schema, "[]"), "[]");
}

TEST(DefaultsTest, TheyAreFilledInside) {
  const char* inner = R"({"properties":{"o":{"properties":{"n":{"default":3}}}}})";
  EXPECT_EQ(Filled(inner, R"({"o":{}})"), R"({"o":{"n":3}})");
  EXPECT_EQ(Filled(inner, "{}"), "{}");
  EXPECT_EQ(Filled(R"({"properties":{"o":{"default":{},"properties":{"n":{"default":3}}}}})", "{}"),
            R"({"o":{"n":3}})");
  EXPECT_EQ(Filled(R"({"items":{"properties":{"n":{"default":3}}}})", "[{},{\"n\":1}]"),
            R"([{"n":3},{"n":1}])");
  EXPECT_EQ(Filled(R"({"allOf":[{"properties":{"n":{"default":3}}}]})", "{}"), R"({"n":3})");
}

TEST(DefaultsTest, TheyComeThroughReferences) {
  EXPECT_EQ(
      Filled(
          R"({"properties":{"a":{"$ref":"#/definitions/d"},"b":{"$ref":"#/definitions/d","default":2}},
                      "definitions":{"d":{"default":1}}})",
          "{}"),
      R"({"a":1,"b":2})");
}

TEST(DefaultsTest, NothingToFillIsTheSameValue) {
  const Schema schema = Compiled(
      R"({"properties":{"a":{"default":1},"l":{"items":{"properties":{"x":{"default":1}}}}}})");
  const Value value = Json(R"({"a":5,"l":[{"x":2}]})");
  EXPECT_TRUE(schema.FillDefaults(value).SharesWith(value));
}

TEST(DefaultsTest, ASchemaInsideItsOwnDefaultEnds) {
  const Schema schema = Compiled(R"({"properties":{"a":{"allOf":[{"$ref":"#"}],"default":{}}}})");
  EXPECT_LT(schema.FillDefaults(Value::EmptyObject()).depth(), 100);
}

TEST(DefaultsTest, ASchemaOfOneDefaultIsNotNothing) {
  EXPECT_EQ(Filled(R"({"default":{"a":1}})", "{}"), "{}");
}

}  // namespace
}  // namespace dashflow
