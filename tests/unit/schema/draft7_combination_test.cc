// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/schema/schemas.h"

namespace dashflow {
namespace {

TEST(Draft7CombinationTest, Booleans) {
  Expect({"true", {"1", "null", "{}"}, {}});
  Expect({"false", {}, {"1", "null", "{}"}});
}

TEST(Draft7CombinationTest, AllAnyOneNot) {
  Expect({R"({"allOf":[{"maximum":30},{"minimum":20}]})", {"25"}, {"35", "10"}});
  Expect({R"({"anyOf":[{"type":"integer"},{"minimum":2}]})", {"1", "2.5", "3"}, {"1.5"}});
  Expect({R"({"oneOf":[{"type":"integer"},{"minimum":2}]})", {"1", "2.5"}, {"3", "1.5"}});
  Expect({R"({"not":{"type":"integer"}})", {"\"foo\"", "1.5"}, {"1"}});
  Expect({R"({"not":{"type":"object","properties":{"foo":{"type":"string"}}}})",
          {"1", R"({"foo":1})"},
          {R"({"foo":"bar"})"}});
  Expect({R"({"allOf":[true,false]})", {}, {"1"}});
}

TEST(Draft7CombinationTest, IfThenElse) {
  Expect({R"({"if":{"exclusiveMaximum":0},"then":{"minimum":-10},"else":{"multipleOf":2}})",
          {"-1", "4"},
          {"-100", "3"}});
  Expect({R"({"if":{"const":0},"else":{"const":2}})", {"0", "2"}, {"1"}});
  Expect({R"({"if":{"const":0}})", {"0", "1"}, {}});
}

TEST(Draft7CombinationTest, References) {
  Expect({R"({"properties":{"foo":{"$ref":"#"}},"additionalProperties":false})",
          {R"({"foo":false})", R"({"foo":{"foo":false}})"},
          {R"({"bar":false})", R"({"foo":{"bar":false}})"}});
  Expect({R"({"properties":{"foo":{"type":"integer"},"bar":{"$ref":"#/properties/foo"}}})",
          {R"({"bar":3})"},
          {R"({"bar":true})"}});
  Expect({R"({"items":[{"type":"integer"},{"$ref":"#/items/0"}]})", {"[1,2]"}, {"[1,\"foo\"]"}});
  Expect(
      {R"({"definitions":{"a":{"type":"integer"},"b":{"$ref":"#/definitions/a"}},"allOf":[{"$ref":"#/definitions/b"}]})",
       {"5"},
       {"\"a\""}});
  Expect({R"({"definitions":{"tilde~field":{"type":"integer"},"slash/field":{"type":"string"}},
             "properties":{"t":{"$ref":"#/definitions/tilde~0field"},"s":{"$ref":"#/definitions/slash~1field"}}})",
          {R"({"t":1,"s":"x"})"},
          {R"({"t":"x"})", R"({"s":1})"}});
}

TEST(Draft7CombinationTest, ATree) {
  Expect({R"({"definitions":{"node":{"type":"object","required":["value"],
              "properties":{"value":{"type":"number"},"children":{"type":"array","items":{"$ref":"#/definitions/node"}}}}},
              "$ref":"#/definitions/node","title":"tree"})",
          {R"({"value":1,"children":[{"value":2,"children":[{"value":3}]}]})"},
          {R"({"value":1,"children":[{"value":2,"children":[{"value":"3"}]}]})"}});
}

}  // namespace
}  // namespace dashflow
