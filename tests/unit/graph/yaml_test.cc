// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/graph/fake_types.h"
#include "tests/unit/graph/invalid.h"

namespace dashflow::graph {
namespace {

constexpr InvalidCase kYaml[] = {
    {"Tab", "  n: {", "\tn: {",
     "6:1 tab_indent: a tab in the indentation; YAML takes blanks only | replace the tab by "
     "blanks\n"},
    {"TagWithABlank", "START -> n", "{from: START, to: n, when: ! (a > 1)}",
     "8:32 yaml_tag: YAML reads the `!` here as a tag, and drops it | quote it: '…'\n"},
    {"TagOfAnEdge", "START -> n", "!a -> n",
     "8:5 yaml_tag: YAML reads the `!` here as a tag, and drops it | quote it: '…'\n"},
    {"NumberThatDoesNotFit", "{type: integer}", "{type: integer, default: 99999999999999999999}",
     "4:31 yaml_number: the number 99999999999999999999 does not fit 64 bits | write a smaller "
     "number, or quote it to make it a string\n"},
    {"KeyThatIsAMapping", "{type: test.step}", "{type: test.step, retry: {{a}}}",
     "6:32 structured_key: a key that is a list or a mapping | if this is text, such as a "
     "template or an expression, quote it: '…'\n"},
    {"MoreIsFoundBesideIt", "{type: integer}", "{type: integr, default: 1e999}",
     "4:7 schema_invalid: the schema of channel 'a' is not valid | correct the keyword named; "
     "JSON Schema Draft 7\n"
     "4:30 yaml_number: the number 1e999 does not fit a double | write a smaller number, or quote "
     "it to make it a string\n"},
    {"AnchorOfATarget", "START -> n", "START -> n\n  - &n -> n",
     "9:5 yaml_anchor: YAML reads the `&` that begins this edge as an anchor | quote it: 'a & "
     "b -> c'\n"},
    {"AliasOfAnEdge", "START -> n", "*n -> n",
     "8:5 yaml_alias: an alias (`*name`) without its anchor (`&name`) | if this is text, "
     "quote it: '…'\n"},
    {"DuplicateNode", "  n: {type: test.step}", "  n: {type: test.step}\n  n: {type: test.bare}",
     "7:3 duplicate_key: the key 'n' is given twice | remove one of the two\n"},
    {"DuplicateCase", "START -> n", "{from: START, switch: a, cases: {1: n, 1: END}}",
     "8:44 duplicate_key: the key '1' is given twice | remove one of the two\n"},
};

INSTANTIATE_TEST_SUITE_P(Yaml, InvalidToCheck, testing::ValuesIn(kYaml), NameOfCase);

TEST(Yaml, RefusesABombOfAliases) {
  std::string bomb = "x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = std::to_string(i - 1);
    bomb += "x-" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) bomb += "*a" + before + (j < 9 ? ", " : "]\n");
  }
  const Compiled compiled(bomb + std::string(kBase));
  EXPECT_NE(compiled.ErrorText().find("those behind aliases counted each time | use fewer aliases"),
            std::string::npos)
      << compiled.ErrorText();
}

std::string WarningsOf(std::string_view more) {
  const Compiled compiled(std::string(kBase) + std::string(more));
  EXPECT_TRUE(compiled.ok()) << compiled.ErrorText();
  return compiled.WarningText();
}

TEST(OldYaml, WarnsOfWordsThatOthersReadAsTruth) {
  EXPECT_EQ(WarningsOf("metadata: {a: yes, off: [On, 'no']}\n"),
            "9:15 old_yaml_word: 'yes' is text here, and a truth value to readers of YAML 1.1 | "
            "quote it: 'yes', or write true or false if you mean that\n"
            "9:20 old_yaml_word: 'off' is text here, and a truth value to readers of YAML 1.1 | "
            "quote it: 'off', or write true or false if you mean that\n"
            "9:26 old_yaml_word: 'On' is text here, and a truth value to readers of YAML 1.1 | "
            "quote it: 'On', or write true or false if you mean that\n");
}

TEST(OldYaml, WarnsOfTimesThatOthersReadAsNumbers) {
  EXPECT_EQ(WarningsOf("metadata: {a: 12:30, b: 1:2:3}\n"),
            "9:15 old_yaml_word: '12:30' is text here, and a number to readers of YAML 1.1 | "
            "quote it: '12:30'\n"
            "9:25 old_yaml_word: '1:2:3' is text here, and a number to readers of YAML 1.1 | "
            "quote it: '1:2:3'\n");
}

TEST(OldYaml, LeavesTheRestAlone) {
  EXPECT_EQ(WarningsOf("metadata: {\"yes\": 'no', a: \"12:30\", c: yes sir}\n"), "");
  EXPECT_EQ(WarningsOf("metadata: {a: true, b: nor, c: a:1, d: '1:', e: 12, f: -, g: '::1'}\n"),
            "");
}

TEST(OldYaml, TellsOnceWhatStandsBehindAnAlias) {
  EXPECT_EQ(WarningsOf("x-a: &a no\nmetadata: {a: &b [off], b: *b, c: *b}\n"),
            "10:19 old_yaml_word: 'off' is text here, and a truth value to readers of YAML 1.1 | "
            "quote it: 'off', or write true or false if you mean that\n");
}

}  // namespace
}  // namespace dashflow::graph
