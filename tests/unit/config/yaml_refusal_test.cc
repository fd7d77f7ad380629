// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/config/yaml_document.h"

namespace dashflow::config {
namespace {

struct Case {
  std::string name;
  std::string code;
  std::string yaml;
  Mark at;
  std::string message;  // a part of it
  std::string fix;      // a part of it
};

class Refused : public testing::TestWithParam<Case> {};

TEST_P(Refused, SaysWhatWhereAndTheFix) {
  const Case& expected = GetParam();
  const YamlReport report = ParseYaml(expected.yaml, {"f.yaml"});
  ASSERT_EQ(report.errors.size(), 1U);
  const Error& error = report.errors.front();
  EXPECT_EQ(error.code(), expected.code);
  EXPECT_NE(error.message().find(expected.message), std::string::npos) << error.message();
  EXPECT_NE(error.fix().find(expected.fix), std::string::npos) << error.fix();
  EXPECT_EQ(error.place().file, "f.yaml");
  EXPECT_EQ((Mark{error.place().line, error.place().column}), expected.at);
}

std::string NameOf(const testing::TestParamInfo<Case>& test) { return test.param.name; }

std::string Bomb() {
  std::string yaml = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + alias;
    for (int j = 0; j < 8; ++j) yaml += "," + alias;
    yaml += "]\n";
  }
  return yaml;
}

INSTANTIATE_TEST_SUITE_P(
    Documents, Refused,
    testing::Values(
        Case{"Empty", "empty_file", "", {1, 1}, "empty", ""},
        Case{"OnlyAComment", "empty_file", "# x\n", {1, 1}, "empty", ""},
        Case{"DuplicateKey",
             "duplicate_key",
             "a: 1\nb: 2\na: 3\n",
             {3, 1},
             "'a' is given twice",
             "remove one"},
        Case{"DuplicateByText",
             "duplicate_key",
             "{1: a, '1': b}",
             {1, 8},
             "'1' is given twice",
             "remove one"},
        Case{"Tag",
             "yaml_tag",
             "when: ! approved\n",
             {1, 7},
             "reads the `!` here as a tag",
             "quote it"},
        Case{"TagWithoutBlank", "yaml_tag", "when: !approved\n", {1, 7}, "as a tag", "quote it"},
        Case{"TagOnAMapping", "yaml_tag", "a: !x {b: 1}\n", {1, 4}, "as a tag", "quote it"},
        Case{"TagOfYaml", "yaml_tag", "a: !!str 1\n", {1, 4}, "as a tag", "quote it"},
        Case{"TagBehindAnAnchor", "yaml_tag", "a: &x ! 'y'\n", {1, 4}, "as a tag", "quote it"},
        Case{"Anchor", "yaml_anchor", "- & a -> b\n", {1, 4}, "as an anchor", "quote"},
        Case{"Star", "yaml_alias", "a: {before: *}\n", {1, 14}, "as an alias", "quote"},
        Case{"UnknownAlias", "yaml_alias", "a: *nope\n", {1, 4}, "without its anchor", "quote"},
        Case{"AliasInsideItself",
             "yaml_alias",
             "a: &x [*x]\n",
             {1, 8},
             "inside the part that it names",
             "write"},
        Case{"ComplexKey",
             "structured_key",
             "k: {{x}}\n",
             {1, 5},
             "a key that is a list or a mapping",
             "quote it"},
        Case{"OpenText",
             "yaml_unclosed",
             "a: 1\nb: \"x\nc: 2\n",
             {2, 4},
             "begins with \" and does not end",
             "close it"},
        Case{"OpenTextOfOneQuote",
             "yaml_unclosed",
             "b: 'it''s\nc: 2\n",
             {1, 4},
             "begins with '",
             "close it"},
        Case{"OpenTextAfterAnEscape",
             "yaml_unclosed",
             "b: &x \"\\\"\n",
             {1, 7},
             "begins with \"",
             "close it"},
        Case{"ConditionInBraces",
             "yaml_unclosed",
             "e: {when: a == 'x' ? b : c}\n",
             {1, 20},
             "YAML expects `,` or `}` here",
             "quote the text before"},
        Case{"QuoteInQuotes",
             "yaml_syntax",
             "a: 'it's'\n",
             {1, 8},
             "a text in quotes ends before this place",
             "with every ' inside '…' as ''"},
        Case{"MoreAfterQuotes",
             "yaml_syntax",
             "a: {b: \"x\" && y}\n",
             {1, 12},
             "a text in quotes ends before this place",
             "quote all of it"},
        Case{"QuotesThatSwallowALine",
             "yaml_syntax",
             "a: {b: \"x}\nc: {d: \"y\"}\n",
             {2, 9},
             "the text in quotes that begins in line 1 ends before",
             "in line 1"},
        Case{"KeyOutOfLine",
             "yaml_syntax",
             "a:\n  b: 1\n\n   c: 2\n",
             {4, 5},
             "does not line up",
             "begins with 3 blanks, the one above with 2 blanks"},
        Case{"EntryAmongKeys",
             "yaml_syntax",
             "a:\n  b: 1\n  - c\n",
             {3, 3},
             "a `- ` among the keys",
             "remove the `- `"},
        Case{"KeyAmongEntries",
             "yaml_syntax",
             "a:\n  - b\n  c: 1\n",
             {3, 3},
             "a key among the entries of a list",
             "begin it with `- `"},
        Case{"TwoDocuments",
             "second_document",
             "a: 1\n---\nb: 2\n",
             {2, 1},
             "a second document",
             "---"},
        Case{"Tab", "tab_indent", "a:\n\tb: 1\n", {2, 1}, "a tab in the indentation", "blanks"},
        Case{"TabInAList",
             "tab_indent",
             "a:\n  - b\n\t- c\n",
             {3, 1},
             "a tab in the indentation",
             "blanks"},
        Case{"ColonInText", "yaml_syntax", "a: b: c\n", {1, 5}, "`: `", "quote"},
        Case{"QuestionMark", "yaml_syntax", "a: [b?, c]\n", {1, 6}, "`?`", "quote"},
        Case{"OpenList",
             "yaml_unclosed",
             "a: [b\nc: 1\n",
             {2, 2},
             "the `[` of line 1 has no `]`",
             "close"},
        Case{"OpenMapping",
             "yaml_unclosed",
             "a: {b: 1\n",
             {2, 1},
             "the `{` of line 1 has no `}`",
             "close"},
        Case{"Escape", "yaml_syntax", "a: \"\\q\"\n", {1, 7}, "escape", "'…'"},
        Case{"Integer",
             "yaml_number",
             "a: 99999999999999999999\n",
             {1, 4},
             "does not fit 64 bits",
             "quote it"},
        Case{"MergeOfText",
             "yaml_merge",
             "a: {<<: x}\n",
             {1, 5},
             "`<<` takes a mapping",
             "<<: *name"},
        Case{"Binary", "not_text", std::string("a: \0b", 5), {1, 4}, "not a text file", "UTF-8"},
        Case{"NotUtf8", "not_text", "a: \xff\n", {1, 4}, "not a text file", "UTF-8"},
        Case{"CutShort", "not_text", "a: \xc3", {1, 4}, "not a text file", "UTF-8"},
        Case{"Deep",
             "nested_too_deep",
             std::string(10000, '['),
             {1, 51},
             "more than 100 lists",
             "less deeply"},
        Case{"DeepMappings",
             "nested_too_deep",
             std::string(50000, '{'),
             {1, 100},
             "more than 100 lists",
             "less"},
        Case{
            "AliasBomb", "alias_bomb", Bomb(), {7, 10}, "more than 1000000 parts", "fewer aliases"},
        Case{"Large",
             "file_too_large",
             "x: " + std::string(9 << 20, 'y'),
             {1, 1},
             "the limit is 8388608",
             "smaller"}),
    NameOf);

TEST(YamlErrors, AreCollectedWhereReadingCanGoOn) {
  const YamlReport report = ParseYaml("a: !x 1\na: 2\nb: 1e999\n", {"f.yaml"});
  EXPECT_EQ(report.errors.size(), 3U);
  EXPECT_TRUE(report.tree.has_value());
  EXPECT_EQ(report.errors.front().code(), "yaml_tag");
}

TEST(YamlErrors, LeaveNoTreeWhereReadingCannotGoOn) {
  EXPECT_FALSE(ParseYaml("a: [", {}).tree.has_value());
  EXPECT_FALSE(ParseYaml("a: 1\n--- b\n", {}).tree.has_value());
}

}  // namespace
}  // namespace dashflow::config
