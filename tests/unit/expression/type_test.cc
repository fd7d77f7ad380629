// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string_view>

#include "host/expression/type/schema_type.h"
#include "host/value/json.h"

namespace dashflow::expression {
namespace {

std::string NameOf(std::string_view schema) {
  return TypeOfSchema(ParseJson(schema).value()).Name();
}

TEST(SchemaType, KnowsTheSimpleTypes) {
  EXPECT_EQ(NameOf(R"({"type":"string"})"), "string");
  EXPECT_EQ(NameOf(R"({"type":"integer"})"), "int");
  EXPECT_EQ(NameOf(R"({"type":"number"})"), "double");
  EXPECT_EQ(NameOf(R"({"type":"boolean"})"), "bool");
  EXPECT_EQ(NameOf(R"({"type":"null"})"), "null");
  EXPECT_EQ(NameOf(R"({"type":["string","null"]})"), "string or null");
  EXPECT_EQ(NameOf(R"({"type":["integer","number"]})"), "double");
  EXPECT_EQ(NameOf(R"({"type":["integer","string"]})"), "dyn");
}

TEST(SchemaType, LooksIntoContainers) {
  EXPECT_EQ(NameOf(R"({"type":"array","items":{"type":"string"}})"), "list(string)");
  EXPECT_EQ(NameOf(R"({"type":"array"})"), "list");
  EXPECT_EQ(NameOf(R"({"type":"object","additionalProperties":{"type":"integer"}})"), "map(int)");
  const Type type =
      TypeOfSchema(ParseJson(R"({"type":"object","properties":{"a":{"type":"integer"}},
                    "additionalProperties":false})")
                       .value());
  EXPECT_TRUE(type.closed());
  ASSERT_NE(type.FindField("a"), nullptr);
  EXPECT_EQ(type.FindField("a")->type.Name(), "int");
  EXPECT_EQ(type.FindField("b"), nullptr);
}

TEST(SchemaType, KnowsNothingOfTheRest) {
  for (const std::string_view schema :
       {"true", "false", "{}", "7", R"({"type":7})", R"({"type":"strange"})", R"({"$ref":"#/x"})",
        R"({"type":[]})", R"({"type":[1]})"}) {
    EXPECT_EQ(NameOf(schema), "dyn") << schema;
  }
}

TEST(SchemaType, StopsInADeepSchema) {
  std::string schema = "{}";
  for (int i = 0; i < 200; ++i) schema = R"({"type":"array","items":)" + schema + "}";
  EXPECT_EQ(NameOf(schema).substr(0, 10), "list(list(");
}

}  // namespace
}  // namespace dashflow::expression
