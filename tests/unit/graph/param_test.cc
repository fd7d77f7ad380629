// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/graph/parameter.h"
#include "host/value/json.h"
#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

constexpr std::string_view kYaml =
    "dashflow: 1\nname: t\n"
    "params: {limit: {type: integer, minimum: 1}, word: {type: string, default: x}, any: {default: "
    "1}}\n"
    "nodes:\n  n: {type: test.count, in: {path: {value: p}}, with: {max_bytes: '${params.limit}', "
    "glob: '${params.word}'}}\n"
    "edges: [START -> n]\n";

Value Json(std::string_view text) { return ParseJson(text).value(); }

TEST(Params, OverrideDefaults) {
  const Compiled compiled(kYaml, Json(R"({"limit":7,"word":"y"})"));
  ASSERT_TRUE(compiled.ok()) << compiled.ErrorText();
  EXPECT_EQ(ToJson(compiled.workflow().params), R"({"limit":7,"word":"y","any":1})");
  EXPECT_EQ(ToJson(dynamic_cast<const FakeNode&>(*compiled.Node("n").node).config()),
            R"({"max_bytes":7,"glob":"y"})");
}

TEST(Params, AreChecked) {
  EXPECT_EQ(Compiled(kYaml, Json(R"({"limit":0})")).errors().at(0).code(), "parameter_type");
  EXPECT_EQ(Compiled(kYaml, Json(R"({"limit":7,"wrod":1})")).errors().at(0).fix(),
            "did you mean 'word'?");
}

TEST(Params, MayBeMissingWhereOnlyMistakesAreLookedFor) {
  const FakeTypes types;
  const FakeReducers reducers;
  const auto check = [&](std::string_view yaml) {
    return Compile(ParseDefinition("f", std::string(yaml)),
                   {.types = types, .reducers = reducers, .params = {}, .check_only = true});
  };
  EXPECT_EQ(Describe(check(kYaml).errors), "");
  std::string broken(kYaml);
  broken.replace(broken.find("${params.word}"), 14, "${params.wrod}");
  EXPECT_EQ(Describe(check(broken).errors), "");
  broken.replace(broken.find("max_bytes: '${params.limit}', "), 30, "");
  EXPECT_NE(Describe(check(broken).errors).find("no parameter 'wrod'"), std::string::npos);
}

TEST(ParameterFromText, IsReadAsItsSchemaWants) {
  const ParseReport report = ParseDefinition("f", std::string(kYaml));
  const Definition& definition = *report.definition;
  EXPECT_EQ(ParameterFromText(definition, "limit", "5"), Value(5));
  EXPECT_EQ(ParameterFromText(definition, "word", "5"), Value("5"));
  EXPECT_EQ(ParameterFromText(definition, "word", "null"), Value("null"));
  EXPECT_EQ(ParameterFromText(definition, "any", "[1, a]"), Json(R"([1,"a"])"));
  EXPECT_EQ(ParameterFromText(definition, "any", "a: [b"), Value("a: [b"));
  EXPECT_EQ(ParameterFromText(definition, "unknown", "true"), Value(true));
}

}  // namespace
}  // namespace dashflow::graph
