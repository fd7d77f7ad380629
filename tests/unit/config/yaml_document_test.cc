// SPDX-License-Identifier: Apache-2.0
#include "host/config/yaml_document.h"

#include <gtest/gtest.h>

#include "host/value/json.h"

namespace dashflow::config {
namespace {

Tree Parse(std::string_view yaml) {
  YamlReport report = ParseYaml(yaml, {"f.yaml"});
  for (const Error& error : report.errors) ADD_FAILURE() << error.message();
  return std::move(report.tree).value_or(Tree{});
}

std::string Json(std::string_view yaml) { return ToJson(ToValue(Parse(yaml))); }

TEST(Yaml, TypesPlainScalarsOnly) {
  EXPECT_EQ(Json("[1, '1', \"1\", true, 'true', ~, '~', yes, 12:30]"),
            R"([1,"1","1",true,"true",null,"~","yes","12:30"])");
}

TEST(Yaml, KeepsTheTextOfAScalar) {
  const Tree tree = Parse("{a: 0x10, b: 1.0, c: null, d: ~, e: }");
  EXPECT_EQ(tree.Find("a")->text, Value("0x10"));
  EXPECT_EQ(tree.Find("a")->value, Value(16));
  EXPECT_EQ(tree.Find("b")->text, Value("1.0"));
  EXPECT_EQ(tree.Find("c")->text, Value("null"));
  EXPECT_EQ(tree.Find("d")->text, Value("~"));
  EXPECT_EQ(tree.Find("e")->text, Value(""));
}

TEST(Yaml, KeysAreText) {
  EXPECT_EQ(Json("{true: 1, 2: b, ~: c, null: d, 1.0: e}"),
            R"({"true":1,"2":"b","~":"c","null":"d","1.0":"e"})");
}

TEST(Yaml, PlacesKeysAndValues) {
  const Tree tree = Parse("name: x\nstate:\n  é: {type: integer}\nlist:\n  - 'q'\n");
  EXPECT_EQ(tree.members.at(1).at, (Mark{2, 1}));
  const Member& channel = tree.members.at(1).value.members.at(0);
  EXPECT_EQ(channel.at, (Mark{3, 3}));
  EXPECT_EQ(channel.value.members.at(0).value.at, (Mark{3, 13}));
  const Tree& quoted = tree.Find("list")->elements.at(0);
  EXPECT_EQ(quoted.at, (Mark{5, 5}));
  EXPECT_EQ(quoted.text_at, (Mark{5, 6}));
}

TEST(Yaml, AnEmptyValueStandsAtItsKey) {
  const Tree tree = Parse("a:\n\n\nb: 1\n");
  EXPECT_EQ(tree.Find("a")->at, (Mark{1, 1}));
}

TEST(Yaml, PlacesTheTextOfABlock) {
  const Tree tree = Parse("when: |\n    a &&\n    b\nfold: >-\n  x\n");
  const Tree& when = *tree.Find("when");
  EXPECT_EQ(when.text, Value("a &&\nb\n"));
  EXPECT_EQ(when.text_at, (Mark{2, 5}));
  EXPECT_EQ(when.next_column, 5);
  EXPECT_EQ(tree.Find("fold")->text_at, (Mark{5, 3}));
}

TEST(Yaml, AliasesAreCopies) {
  const Tree tree = Parse("x: &a {b: 1}\ny: *a\n");
  EXPECT_EQ(ToJson(ToValue(tree)), R"({"x":{"b":1},"y":{"b":1}})");
  EXPECT_TRUE(tree.Find("x")->anchored);
  EXPECT_FALSE(tree.Find("y")->anchored);
}

TEST(Yaml, TheNearerMemberWinsInAMerge) {
  EXPECT_EQ(Json("base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nuse: {<<: [*b, *m], x: 9}\n"),
            R"({"base":{"x":1,"y":2},"more":{"y":3,"z":4},"use":{"x":9,"y":2,"z":4}})");
  EXPECT_EQ(Json("use: {<<: {x: 1}}"), R"({"use":{"x":1}})");
  EXPECT_EQ(Json("use: {'<': 1}"), R"({"use":{"<":1}})");
}

TEST(Yaml, ReadsJson) {
  EXPECT_EQ(Json("{\n\t\"a\": \"\\u00e9 \\ud83d\\ude00 \\/ \\\\ud83d\",\n\t\"b\": [1, -2.5e3, "
                 "18446744073709551615]\n}\n"),
            "{\"a\":\"é 😀 / \\\\ud83d\",\"b\":[1,-2500.0,18446744073709551615]}");
}

TEST(Yaml, ReadsByteOrderMarksAndWindowsLines) {
  EXPECT_EQ(Json("\xEF\xBB\xBFname: x\r\nb: 2\r\n"), R"({"name":"x","b":2})");
  EXPECT_EQ(Parse("\xEF\xBB\xBFname: x\r\nb: 2\r\n").Find("b")->at, (Mark{2, 4}));
}

TEST(Yaml, ReadsAsDeepAsItsLimit) {
  YamlLimits limits;
  limits.max_depth = 3;
  EXPECT_TRUE(ParseYaml("[[[1]]]", {}, limits).errors.empty());
  EXPECT_EQ(ParseYaml("[[[[1]]]]", {}, limits).errors.size(), 1U);
}

TEST(Yaml, CountsPartsBehindAliases) {
  YamlLimits limits;
  limits.max_parts = 12;
  EXPECT_TRUE(ParseYaml("[&a [1, 2], *a, *a]", {}, limits).errors.empty());
  EXPECT_EQ(ParseYaml("[&a [1, 2], *a, *a, *a]", {}, limits).errors.size(), 1U);
}

}  // namespace
}  // namespace dashflow::config
