// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string_view>

#include "tests/unit/expression/names_and_values.h"

namespace dashflow::expression {
namespace {

const NamesAndValues kState{
    {"n", "7", Type::Kind::kInt},
    {"price", "3", Type::Kind::kDouble},
    {"big", "18446744073709551615", {}},
    {"name", "\"digest\"", Type::Kind::kString},
    {"nothing", "null", Type(Type::Kind::kString).OrNull()},
    {"problems", "[\"a\",\"b\"]", Type::List(Type::Kind::kString)},
    {"report", R"({"lines":3,"content-type":"text","in":1,"inner":{"deep":[10,20]}})", {}},
    {"items", R"([{"id":1,"score":0.4},{"id":2,"score":0.9},{"id":3,"score":1}])", {}},
    {"approved", "false", Type::Kind::kBool},
};

struct Case {
  std::string_view source;
  std::string_view shown;
};

class Evaluate : public testing::TestWithParam<Case> {};

TEST_P(Evaluate, GivesTheValue) { EXPECT_EQ(kState.Show(GetParam().source), GetParam().shown); }

INSTANTIATE_TEST_SUITE_P(
    Literals, Evaluate,
    testing::Values(Case{"null", "null"}, Case{"true", "true"},
                    Case{"-9223372036854775808", "-9223372036854775808"}, Case{"0xFF", "255"},
                    Case{"-0x10", "-16"}, Case{"18446744073709551615u", "18446744073709551615"},
                    Case{"1.5e3", "1500.0"}, Case{".5", "0.5"}, Case{"'it\\'s'", "\"it's\""},
                    Case{"'''a\nb'''", "\"a\\nb\""}, Case{"r'\\d'", "\"\\\\d\""},
                    Case{"'\\u00e4\\x41\\101'", "\"äAA\""}, Case{"b'\\xff'", "\"/w==\""},
                    Case{"[1, 'a', null,]", "[1,\"a\",null]"},
                    Case{"{'a': 1, 'b': [2],}", "{\"a\":1,\"b\":[2]}"},
                    Case{"1 // the rest is a comment", "1"}));

INSTANTIATE_TEST_SUITE_P(Names, Evaluate,
                         testing::Values(Case{"n", "7"}, Case{"state.n", "7"}, Case{".n", "7"},
                                         Case{"nothing", "null"}, Case{"report.lines", "3"},
                                         Case{"report.`content-type`", "\"text\""},
                                         Case{"report['content-type']", "\"text\""},
                                         Case{"state.report.inner.deep[1]", "20"},
                                         Case{"problems[0]", "\"a\""},
                                         Case{"problems[1.0]", "\"b\""},
                                         Case{"problems[1u]", "\"b\""}, Case{"items[2].id", "3"}));

INSTANTIATE_TEST_SUITE_P(
    Has, Evaluate,
    testing::Values(Case{"has(report.lines)", "true"}, Case{"has(report.words)", "false"},
                    Case{"has(report.inner.deep)", "true"}, Case{"has(state.n)", "true"},
                    Case{"has(state.nothing)", "false"},
                    Case{"has(nothing.x)",
                         "expression_type: string or null has no fields, so no \"x\""},
                    Case{"has(n)", "macro_form: has() takes one field"}));

INSTANTIATE_TEST_SUITE_P(Size, Evaluate,
                         testing::Values(Case{"size(problems)", "2"}, Case{"problems.size()", "2"},
                                         Case{"size('äöü')", "3"}, Case{"size(b'\\xff\\xff')", "2"},
                                         Case{"size(report)", "4"},
                                         Case{"size(problems) > 0 && !approved", "true"}));

INSTANTIATE_TEST_SUITE_P(
    Comparison, Evaluate,
    testing::Values(Case{"1 == 1.0", "true"}, Case{"1u == 1", "true"}, Case{"[1] == [1.0]", "true"},
                    Case{"{'a': 1} == {'a': 1u}", "true"}, Case{"n < 10000", "true"},
                    Case{"n >= 7.5", "false"}, Case{"big > 1", "true"}, Case{"-1 < big", "true"},
                    Case{"'a' < 'b'", "true"}, Case{"b'a' < b'b'", "true"},
                    Case{"false < true", "true"}, Case{"nothing == null", "true"},
                    Case{"name != null", "true"}, Case{"'b' in problems", "true"},
                    Case{"'lines' in report", "true"}, Case{"2 in [1, 2.0]", "true"},
                    Case{"name in ['digest', 'x']", "true"}, Case{"3 in []", "false"},
                    Case{"report == report", "true"}, Case{"report == {}", "false"}));

INSTANTIATE_TEST_SUITE_P(Arithmetic, Evaluate,
                         testing::Values(Case{"1 + 2 * 3", "7"}, Case{"(1 + 2) * 3", "9"},
                                         Case{"7 / 2", "3"}, Case{"-7 / 2", "-3"},
                                         Case{"-7 % 3", "-1"}, Case{"7.0 / 2.0", "3.5"},
                                         Case{"10 - 3 - 2", "5"}, Case{"--n", "7"},
                                         Case{"-n", "-7"}, Case{"price * 1.5", "4.5"},
                                         Case{"name + '!'", "\"digest!\""},
                                         Case{"problems + ['c']", "[\"a\",\"b\",\"c\"]"},
                                         Case{"[1] + problems", "[1,\"a\",\"b\"]"},
                                         Case{"b'a' + b'b'", "\"YWI=\""}, Case{"3u - 2u", "1"}));

INSTANTIATE_TEST_SUITE_P(
    Logic, Evaluate,
    testing::Values(Case{"true || 1 / 0 > 0", "true"}, Case{"1 / 0 > 0 || true", "true"},
                    Case{"false && 1 / 0 > 0", "false"}, Case{"1 / 0 > 0 && false", "false"},
                    Case{"1 / 0 > 0 || false", "division_by_zero: division by zero"},
                    Case{"true && 1 / 0 > 0", "division_by_zero: division by zero"},
                    Case{"1 / 0 > 0 || 1 % 0 > 0", "division_by_zero: division by zero"},
                    Case{"false || true && false", "false"}, Case{"!approved", "true"},
                    Case{"approved ? 1 / 0 : 5", "5"}, Case{"n > 5 ? 'many' : 'few'", "\"many\""},
                    Case{"true ? 1 : false ? 2 : 3", "1"}, Case{"(false ? 1 : 2) + 1", "3"},
                    Case{"1 / 0 > 0 ? 1 : 2", "division_by_zero: division by zero"}));

INSTANTIATE_TEST_SUITE_P(
    Conversion, Evaluate,
    testing::Values(Case{"int('42')", "42"}, Case{"int(-1.9)", "-1"}, Case{"int(3u)", "3"},
                    Case{"uint(3.9)", "3"}, Case{"double('1.5')", "1.5"}, Case{"double(n)", "7.0"},
                    Case{"string(n) + name", "\"7digest\""}, Case{"string(1.5)", "\"1.5\""},
                    Case{"string(true)", "\"true\""}, Case{"bool('true')", "true"},
                    Case{"string(b'abc')", "\"abc\""}, Case{"bytes('ä')", "\"w6Q=\""},
                    Case{"type(n) == int", "true"}, Case{"type(nothing) == null_type", "true"},
                    Case{"dyn(n) == 'x'", "false"}));

INSTANTIATE_TEST_SUITE_P(Text, Evaluate,
                         testing::Values(Case{"name.contains('ges')", "true"},
                                         Case{"name.startsWith('dig')", "true"},
                                         Case{"name.endsWith('x')", "false"}));

INSTANTIATE_TEST_SUITE_P(
    Macros, Evaluate,
    testing::Values(
        Case{"items.filter(i, i.score > 0.5).map(i, i.id)", "[2,3]"},
        Case{"items.all(i, i.id > 0)", "true"}, Case{"items.exists(i, i.id == 2)", "true"},
        Case{"items.exists_one(i, i.score > 0.5)", "false"},
        Case{"items.map(i, i.score > 0.5, i.id * 10)", "[20,30]"},
        Case{"report.exists(k, k == 'lines')", "true"},
        Case{"[1, 2].map(x, [3, 4].map(y, x * y))", "[[3,4],[6,8]]"},
        Case{"[1, 2].map(n, n)", "[1,2]"}, Case{"[1, 2].map(n, .n)", "[7,7]"},
        Case{"['a', 'b'].transformMap(i, x, i)",
             "result_not_a_value: the result is a map with the key 0; keys are strings"},
        Case{"{'a': 1}.transformMap(k, v, v + 1)", "{\"a\":2}"},
        Case{"[3, 4].transformList(i, x, i * 10 + x)", "[3,14]"},
        Case{"items.sortBy(i, -double(i.score)).map(i, i.id)", "[3,2,1]"},
        Case{"[0, 1].exists(x, 1 / x == 1)", "true"}, Case{"[0, 1].all(x, 1 / x == 2)", "false"},
        Case{"[0, 1].map(x, 1 / x)", "division_by_zero: division by zero"}));

}  // namespace
}  // namespace dashflow::expression
