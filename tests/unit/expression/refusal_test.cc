// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/unit/expression/names_and_values.h"

namespace dashflow::expression {
namespace {

Scope MakeScope() {
  Scope scope;
  scope.AddChannel("n", 0, Type::Kind::kInt);
  scope.AddChannel("ratio", 1, Type::Kind::kDouble);
  scope.AddChannel("name", 2, Type(Type::Kind::kString).OrNull());
  scope.AddChannel("problems", 3, Type::List(Type::Kind::kString));
  scope.AddChannel("approved", 4, Type::Kind::kBool);
  scope.AddChannel(
      "report", 5,
      Type::Object({{"lines", Type::Kind::kInt}, {"title", Type::Kind::kString}}, true));
  scope.AddRoot("run.id", 6, Type::Kind::kString);
  scope.AddRoot("run.step", 7, Type::Kind::kInt);
  return scope;
}

struct Refusal {
  std::string_view source;
  std::string_view message;  // "code: text"
  int column;
  std::string_view fix;
};

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, WithPlaceReasonAndFix) {
  const Refusal& refusal = GetParam();
  SCOPED_TRACE(refusal.source);
  const auto result = Expression::Compile(refusal.source, MakeScope());
  ASSERT_TRUE(result.has_error());
  const Error& error = result.error();
  EXPECT_EQ(error.code() + ": " + error.message(), refusal.message);
  EXPECT_EQ(error.place().column, refusal.column);
  if (!refusal.fix.empty()) {
    EXPECT_EQ(error.fix(), refusal.fix);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Syntax, Refused,
    testing::Values(
        Refusal{"", "expression_syntax: expected a value, found the end", 1, ""},
        Refusal{"n >", "expression_syntax: expected a value, found the end", 4, ""},
        Refusal{"(n", "expression_syntax: expected \")\", found the end", 3, ""},
        Refusal{"[1, 2", "expression_syntax: expected \",\" or \"]\", found the end", 6, ""},
        Refusal{"n n", "expression_syntax: expected an operator or the end, found \"n\"", 3, ""},
        Refusal{"n and true", "expression_syntax: expected an operator or the end, found \"and\"",
                3, "write && for \"and\""},
        Refusal{"n = 1", "expression_syntax: \"=\" means nothing here", 3, "write == to compare"},
        Refusal{"n & 1", "expression_syntax: \"&\" means nothing here", 3, "write && for \"and\""},
        Refusal{"not approved",
                "expression_syntax: expected an operator or the end, found \"approved\"", 5,
                "write ! for \"not\""},
        Refusal{"name == “x”", "expression_syntax: \"“\" means nothing here", 9,
                "write straight quotes: ' or \""},
        Refusal{"n ä", "expression_syntax: \"ä\" means nothing here", 3, ""},
        Refusal{"'abc", "expression_syntax: the text has no closing '", 1,
                "close it with '; text of several lines begins with three quotes"},
        Refusal{"'''abc''", "expression_syntax: the text has no closing three quotes", 1, ""},
        Refusal{"1e", "expression_syntax: an exponent needs digits", 1, ""},
        Refusal{"0x", "expression_syntax: a hexadecimal number needs digits after 0x", 1, ""},
        Refusal{"12ab", "expression_syntax: \"12ab\" is neither a number nor a name", 1, ""},
        Refusal{"9223372036854775808",
                "expression_syntax: the number does not fit in 64 bits with a sign", 1, ""},
        Refusal{"1e999", "expression_syntax: the number is out of the range of a double", 1, ""},
        Refusal{"'\\q'",
                "expression_syntax: the escape \\q is unknown; a backslash itself is written \\\\",
                1, ""},
        Refusal{"'\\ud800'", "expression_syntax: the escape \\ud800 is no character", 1, ""},
        Refusal{"b'\\u0041'",
                "expression_syntax: the escape \\u stands for a character, which bytes do not "
                "have; use \\x",
                1, ""},
        Refusal{"'\\x4'", "expression_syntax: the escape \\x needs 2 digits", 1, ""},
        Refusal{"`a b`", "expression_syntax: expected a value, found \"`a b`\"", 1, ""},
        Refusal{
            "n ? 1",
            "expression_syntax: expected \":\" of \"condition ? then : otherwise\", found the end",
            6, ""},
        Refusal{"{'a' 1}",
                "expression_syntax: expected \":\" between a key and its value, found \"1\"", 6,
                ""},
        Refusal{"report.", "expression_syntax: expected a field name after \".\", found the end", 8,
                ""},
        Refusal{"for", "reserved_word: \"for\" is a word that CEL reserves", 1,
                "a channel of this name is read as state.for"},
        Refusal{"\x80", "expression_syntax: the expression is not UTF-8", 1, ""}));

INSTANTIATE_TEST_SUITE_P(
    Names, Refused,
    testing::Values(
        Refusal{"problem", "unknown_name: there is no name \"problem\"", 1,
                "did you mean \"problems\"?"},
        Refusal{"1 + stat.n", "unknown_name: there is no name \"stat\"", 5, ""},
        Refusal{"state.aproved", "unknown_name: there is no name \"state.aproved\"", 1,
                "did you mean \"state.approved\"?"},
        Refusal{"run.idd", "unknown_name: there is no name \"run.idd\"", 1,
                "did you mean \"run.id\"?"},
        Refusal{"xyzzy", "unknown_name: there is no name \"xyzzy\"", 1,
                "there are approved, n, name, problems, ratio, report, run.id, run.step, "
                "state.approved, state.n, state.name, state.problems …"},
        Refusal{"report.line", "expression_type: there is no field \"line\" by the schema", 8,
                "did you mean \"lines\"?"},
        Refusal{"sise(problems)", "unknown_function: there is no function \"sise\"", 1,
                "did you mean \"size\"?"},
        Refusal{"len(problems)", "unknown_function: there is no function \"len\"", 1,
                "write size(x)"},
        Refusal{"name.contain('a')", "unknown_function: there is no method \"contain\"", 6,
                "did you mean \"contains\"?"},
        Refusal{"contains(name, 'a')", "unknown_function: there is no function \"contains\"", 1,
                "write contains() after a dot: x.contains(…)"},
        Refusal{"problems.int()", "unknown_function: there is no method \"int\"", 10,
                "write int(x)"},
        Refusal{"problems.map(1, n)", "macro_form: map() needs the name of a variable here", 14,
                ""},
        Refusal{"problems.all(x)", "macro_form: all() does not take so many arguments", 10,
                "write list.all(x, …) or list.all(i, x, …)"},
        Refusal{"problems.map(x, x) == x", "unknown_name: there is no name \"x\"", 23, ""},
        Refusal{"problems.all(i, i, true)", "macro_form: both variables have the name \"i\"", 17,
                ""}));

INSTANTIATE_TEST_SUITE_P(
    Types, Refused,
    testing::Values(
        Refusal{"n + 'a'", "expression_type: there is no int + string", 3,
                "convert the other side with string()"},
        Refusal{"n * ratio", "expression_type: there is no int * double", 3,
                "convert one side with int(), uint() or double()"},
        Refusal{"name - name", "expression_type: there is no string or null - string or null", 6,
                ""},
        Refusal{"1.5 % 2.0", "expression_type: there is no double % double", 5, ""},
        Refusal{"null + 1", "expression_type: there is no null + int", 6, ""},
        Refusal{"n == 'a'", "expression_type: int == string is always false", 3,
                "convert the other side with string()"},
        Refusal{"problems != 'a'", "expression_type: list(string) != string is always true", 10,
                ""},
        Refusal{"problems < problems", "expression_type: there is no list(string) < list(string)",
                10, ""},
        Refusal{"n < 'a'", "expression_type: there is no int < string", 3, ""},
        Refusal{"null < n", "expression_type: there is no null < int", 6, ""},
        Refusal{"n in name",
                "expression_type: \"in\" needs a list or a map on its right, not string or null", 3,
                "write text.contains(part)"},
        Refusal{"n in problems", "expression_type: int in list(string) is always false", 3, ""},
        Refusal{"!problems", "expression_type: true or false is needed here, this is list(string)",
                2, "compare it: size(x) > 0"},
        Refusal{"approved && n", "expression_type: true or false is needed here, this is int", 13,
                "compare it: x != 0"},
        Refusal{"n ? 1 : 2", "expression_type: true or false is needed here, this is int", 1, ""},
        Refusal{"-name", "expression_type: there is no -string or null", 1, ""},
        Refusal{"n.x", "expression_type: int has no fields, so no \"x\"", 3, ""},
        Refusal{"problems.first_one",
                "expression_type: list(string) has no fields, so no \"first_one\"", 10,
                "take an element first: list[0]"},
        Refusal{"n[0]", "expression_type: int has no elements", 2, ""},
        Refusal{"problems['a']", "expression_type: the index of a list is a number, not string", 10,
                ""},
        Refusal{"{1.5: 1}", "expression_type: double cannot be a key", 2, ""},
        Refusal{"size(n)", "expression_type: there is no size(int)", 1,
                "there are size(list), size(string), size(map), size(bytes)"},
        Refusal{"name.contains(n)", "expression_type: there is no string or null.contains(int)", 6,
                "there are string.contains(string)"},
        Refusal{"size()", "expression_type: there is no size()", 1, ""},
        Refusal{"n.all(x, true)", "expression_type: all() needs a list or a map, this is int", 1,
                ""},
        Refusal{"problems.filter(x, x)",
                "expression_type: true or false is needed here, this is string", 20, ""}));

INSTANTIATE_TEST_SUITE_P(
    NotSupportedYet, Refused,
    testing::Values(
        Refusal{"a.B{x: 1}",
                "not_supported_yet: messages of protocol buffers are not supported yet", 4, ""},
        Refusal{"report.?lines", "not_supported_yet: optional values are not supported yet", 8,
                "use has(a.b) ? a.b : otherwise"},
        Refusal{"problems[?0]", "not_supported_yet: optional values are not supported yet", 10, ""},
        Refusal{"[?n]", "not_supported_yet: optional values are not supported yet", 2, ""},
        Refusal{"{?'a': n}", "not_supported_yet: optional values are not supported yet", 2, ""},
        Refusal{"optional.of(n)", "not_supported_yet: optional.of() is not supported yet", 10, ""},
        Refusal{"base64.encode(b'a')", "not_supported_yet: base64.encode() is not supported yet", 8,
                ""}));

TEST(RefusedNesting, EndsWithAnErrorHoweverDeep) {
  for (const std::string_view unit : {"(", "[", "-", "!", "{1:", "n[", "1+(", "true?(", "f("}) {
    std::string source;
    for (int i = 0; i < 20'000; ++i) source += unit;
    const auto result = Expression::Compile(source, MakeScope());
    ASSERT_TRUE(result.has_error()) << unit;
    EXPECT_EQ(result.error().message(), "the expression is nested too deep") << unit;
  }
}

TEST(RefusedNesting, CountsOperatorsToo) {
  std::string sum = "1";
  for (int i = 0; i < 10'000; ++i) sum += "+1";
  EXPECT_EQ(Expression::Compile(sum, MakeScope()).error().message(),
            "the expression is nested too deep");
  std::string fields = "report";
  for (int i = 0; i < 10'000; ++i) fields += ".a";
  EXPECT_EQ(Expression::Compile(fields, MakeScope()).error().message(),
            "the expression is nested too deep");
}

TEST(RefusedNesting, LongChainsOfLogicAreFine) {
  std::string source = "approved";
  for (int i = 0; i < 10'000; ++i) source += "||approved";
  EXPECT_TRUE(Expression::Compile(source, MakeScope()).has_value());
}

TEST(RefusedSize, AMegabyteIsTooMuch) {
  const std::string source(1 << 20, ' ');
  EXPECT_EQ(Expression::Compile(source, MakeScope()).error().message(),
            "the expression is longer than 256 KiB");
}

}  // namespace
}  // namespace dashflow::expression
