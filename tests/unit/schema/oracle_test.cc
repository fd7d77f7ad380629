// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#define VALIJSON_USE_EXCEPTIONS 1
#include <boost/json.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "tests/unit/schema/schemas.h"

namespace dashflow {
namespace {

// Another implementation of the specification, where it is right: its numbers are doubles, its
// strings end at NUL.
bool FitsByValijson(const std::string& schema_text, const std::string& value_text) {
  using Adapter = valijson::adapters::BoostJsonAdapter;
  const boost::json::value document = boost::json::parse(schema_text);
  const boost::json::value value = boost::json::parse(value_text);
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(Adapter(document), schema);
  return valijson::Validator().validate(schema, Adapter(value), nullptr);
}

const std::vector<std::string> kSchemas = {
    R"({})",
    R"({"type":"string"})",
    R"({"type":["integer","null"]})",
    R"({"enum":[1,"a",null,[1,2],{"a":1}]})",
    R"({"const":{"a":[1]}})",
    R"({"minimum":2,"maximum":10})",
    R"({"exclusiveMinimum":2,"exclusiveMaximum":3})",
    R"({"minLength":1,"maxLength":2})",
    R"({"pattern":"^a+$"})",
    R"({"items":{"type":"integer"},"minItems":1})",
    R"({"items":[{"type":"integer"},{"type":"string"}],"additionalItems":false})",
    R"({"uniqueItems":true,"maxItems":3})",
    R"({"contains":{"type":"string"}})",
    R"({"properties":{"a":{"type":"integer"}},"required":["a"],"additionalProperties":false})",
    R"({"patternProperties":{"^a":{"type":"integer"}},"additionalProperties":{"type":"string"}})",
    R"({"minProperties":1,"maxProperties":2})",
    R"({"propertyNames":{"maxLength":1}})",
    R"({"dependencies":{"a":["b"]}})",
    R"({"dependencies":{"a":{"required":["b"]}}})",
    R"({"allOf":[{"type":"object"},{"required":["a"]}]})",
    R"({"anyOf":[{"type":"string"},{"minimum":3}]})",
    R"({"oneOf":[{"type":"integer"},{"type":"string"},{"minimum":3}]})",
    R"({"not":{"type":"array"}})",
    R"({"if":{"type":"integer"},"then":{"minimum":2},"else":{"type":"string"}})",
    R"({"properties":{"a":{"$ref":"#/definitions/n"}},"definitions":{"n":{"type":"integer"}}})",
};

const std::vector<std::string> kValues = {
    "null",
    "true",
    "0",
    "1",
    "2",
    "3",
    "11",
    "2.5",
    "\"\"",
    "\"a\"",
    "\"aaa\"",
    "\"b\"",
    "[]",
    "[1]",
    "[1,2]",
    "[1,1]",
    "[\"a\"]",
    "[1,\"a\"]",
    "[1,2,3,4]",
    "[1,\"a\",2]",
    "{}",
    R"({"a":1})",
    R"({"a":"x"})",
    R"({"b":1})",
    R"({"a":1,"b":2})",
    R"({"ab":1,"c":"x"})",
    R"({"a":[1]})",
    R"({"a":1,"b":2,"c":3})",
};

TEST(OracleTest, AnotherImplementationAgrees) {
  for (const std::string& schema : kSchemas) {
    const Schema compiled = Compiled(schema);
    for (const std::string& value : kValues) {
      EXPECT_EQ(MisfitOf(compiled, Json(value)).empty(), FitsByValijson(schema, value))
          << schema << " " << value;
    }
  }
}

}  // namespace
}  // namespace dashflow
