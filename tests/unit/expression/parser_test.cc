// SPDX-License-Identifier: Apache-2.0
#include "host/expression/syntax/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "host/expression/syntax/printer.h"

namespace dashflow::expression {
namespace {

struct Layout {
  std::string_view source;
  std::string_view printed;
};

class Printed : public testing::TestWithParam<Layout> {};

TEST_P(Printed, InTheFixedLayout) {
  const Parsed parsed = Parse(GetParam().source);
  ASSERT_TRUE(parsed.root) << parsed.problem.cause;
  EXPECT_EQ(Print(*parsed.root), GetParam().printed);
  const Parsed again = Parse(GetParam().printed);
  ASSERT_TRUE(again.root) << again.problem.cause;
  EXPECT_TRUE(SameTree(*parsed.root, *again.root));
}

INSTANTIATE_TEST_SUITE_P(
    All, Printed,
    testing::Values(Layout{"a||b&&c", "a || b && c"}, Layout{"(a||b)&&c", "(a || b) && c"},
                    Layout{"(a||b)||c", "(a || b) || c"}, Layout{"a<b==c", "a < b == c"},
                    Layout{"a<(b==c)", "a < (b == c)"}, Layout{"a-(b-c)", "a - (b - c)"},
                    Layout{"a-b-c", "a - b - c"}, Layout{"a*(b+c)", "a * (b + c)"},
                    Layout{"!(a&&b)", "!(a && b)"}, Layout{"!!a", "!!a"}, Layout{"- 5", "-(5)"},
                    Layout{"-5", "-5"}, Layout{"--5", "--5"}, Layout{"a - -5", "a - -5"},
                    Layout{"(-5).x", "(-5).x"}, Layout{"-a.b", "-a.b"},
                    Layout{"a?b:c?d:e", "a ? b : c ? d : e"},
                    Layout{"(a?b:c)?d:e", "(a ? b : c) ? d : e"},
                    Layout{"a?(b?c:d):e", "a ? (b ? c : d) : e"},
                    Layout{"a.b[0]['k']", "a.b[0][\"k\"]"}, Layout{"f(a,b).g(c)", "f(a, b).g(c)"},
                    Layout{"has(a.b)", "has(a.b)"}, Layout{"a.`b-c`", "a.`b-c`"},
                    Layout{"a.`b`", "a.b"}, Layout{"a.for", "a.for"}, Layout{".a.b", ".a.b"},
                    Layout{"x.all(e,e>0)", "x.all(e, e > 0)"},
                    Layout{"x.existsOne(e,e)", "x.exists_one(e, e)"},
                    Layout{"x.transformMap(k,v,k,v)", "x.transformMap(k, v, k, v)"},
                    Layout{"{'a':1,b:[c,]}", "{\"a\": 1, b: [c]}"}, Layout{"r'\\'", "\"\\\\\""},
                    Layout{"b'\\377\\n'", "b\"\\xff\\x0a\""}, Layout{"'a\"b'", "\"a\\\"b\""},
                    Layout{"1e3", "1000.0"}, Layout{"1e100", "1e+100"}, Layout{"7U", "7u"},
                    Layout{"0x1F", "31"}, Layout{"a in b", "a in b"}));

TEST(Parser, KnowsWhereEachPartStands) {
  const Parsed parsed = Parse("a + size(b.c)");
  ASSERT_TRUE(parsed.root);
  const Node& call = *parsed.root->children[1];
  EXPECT_EQ(parsed.root->span.begin, 0U);
  EXPECT_EQ(parsed.root->span.end, 13U);
  EXPECT_EQ(parsed.root->focus.begin, 2U);
  EXPECT_EQ(call.span.begin, 4U);
  EXPECT_EQ(call.span.end, 13U);
  EXPECT_EQ(call.children[0]->focus.begin, 11U);
}

TEST(Parser, TakesParenthesesIntoThePart) {
  const Parsed parsed = Parse("1 * (2 + 3)");
  ASSERT_TRUE(parsed.root);
  EXPECT_EQ(parsed.root->children[1]->span.begin, 4U);
  EXPECT_EQ(parsed.root->children[1]->span.end, 11U);
}

}  // namespace
}  // namespace dashflow::expression
