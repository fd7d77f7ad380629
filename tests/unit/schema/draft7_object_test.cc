// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/schema/schemas.h"

namespace dashflow {
namespace {

TEST(Draft7ObjectTest, Properties) {
  Expect({R"({"properties":{"foo":{"type":"integer"},"bar":{"type":"string"}}})",
          {R"({"foo":1,"bar":"baz"})", R"({"quux":[]})", "[]", "12"},
          {R"({"foo":1,"bar":{}})", R"({"foo":[],"bar":{}})"}});
  Expect({R"({"properties":{"foo":true,"bar":false}})", {R"({"foo":1})", "{}"}, {R"({"bar":1})"}});
  Expect({R"({"properties":{"a\u0000b":{"type":"integer"},"a/b":{"type":"string"}}})",
          {R"({"a\u0000b":1,"a/b":"x"})", R"({"a":"x"})"},
          {R"({"a\u0000b":"x"})", R"({"a/b":1})"}});
}

TEST(Draft7ObjectTest, PatternProperties) {
  Expect({R"({"patternProperties":{"f.*o":{"type":"integer"}}})",
          {R"({"foo":1})", R"({"foo":1,"foooooo":2})", "[]"},
          {R"({"foo":"bar","fooooo":2})", R"({"foo":"bar","foooooo":"baz"})"}});
  Expect({R"({"patternProperties":{"a*":{"type":"integer"},"aaa*":{"maximum":20}}})",
          {R"({"a":21})", R"({"aaaa":18})"},
          {R"({"a":"bar"})", R"({"aaaa":31})", R"({"aaa":"foo"})"}});
}

TEST(Draft7ObjectTest, AdditionalProperties) {
  Expect({R"({"properties":{"foo":{}},"patternProperties":{"^v":{}},"additionalProperties":false})",
          {R"({"foo":1})", R"({"foo":1,"vroom":2})", "1"},
          {R"({"foo":1,"quux":"boom"})"}});
  Expect({R"({"additionalProperties":{"type":"boolean"}})", {R"({"a":true})"}, {R"({"a":1})"}});
  Expect({R"({"properties":{"foo":{}},"additionalProperties":{"type":"boolean"}})",
          {R"({"foo":1,"quux":true})"},
          {R"({"quux":12})"}});
}

TEST(Draft7ObjectTest, RequiredAndCounts) {
  Expect({R"({"required":["foo"]})", {R"({"foo":null})", "[]"}, {"{}", R"({"bar":1})"}});
  Expect({R"({"minProperties":1,"maxProperties":2})",
          {R"({"a":1})", "\"\""},
          {"{}", R"({"a":1,"b":2,"c":3})"}});
}

TEST(Draft7ObjectTest, PropertyNames) {
  Expect({R"({"propertyNames":{"maxLength":3}})",
          {R"({"f":{},"foo":{}})", "{}", "[1,2]"},
          {R"({"foo":{},"foobar":{}})"}});
  Expect({R"({"propertyNames":{"pattern":"^a"}})", {R"({"ab":1})"}, {R"({"ba":1})"}});
  Expect({R"({"propertyNames":false})", {"{}"}, {R"({"a":1})"}});
}

// valijson 1.0 takes the referenced schema itself for the names here.
TEST(Draft7ObjectTest, PropertyNamesBehindAReference) {
  Expect(
      {R"({"$ref":"#/definitions/x","definitions":{"x":{"type":"object","propertyNames":{"maxLength":3}}}})",
       {R"({"foo":1})"},
       {R"({"foobar":1})"}});
}

TEST(Draft7ObjectTest, Dependencies) {
  Expect({R"({"dependencies":{"bar":["foo"]}})",
          {"{}", R"({"foo":1})", R"({"foo":1,"bar":2})", "[\"bar\"]"},
          {R"({"bar":2})"}});
  Expect({R"({"dependencies":{"bar":{"properties":{"foo":{"type":"integer"}}}}})",
          {R"({"foo":1,"bar":2})", R"({"foo":"quux"})"},
          {R"({"foo":"quux","bar":2})"}});
  Expect({R"({"dependencies":{"bar":false}})", {R"({"foo":1})"}, {R"({"bar":1})"}});
}

}  // namespace
}  // namespace dashflow
