// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string_view>

#include "tests/unit/expression/names_and_values.h"

namespace dashflow::expression {
namespace {

const NamesAndValues kState{
    {"text", "\"a-b-c\"", Type::Kind::kString},
    {"list", "[3,1,2,3]", {}},
    {"pattern", "\"^a.*c$\"", {}},
    {"any", "{\"b\":[1,2.5],\"a\":null}", {}},
};

struct Case {
  std::string_view source;
  std::string_view shown;
};

class Library : public testing::TestWithParam<Case> {};

TEST_P(Library, GivesTheValue) { EXPECT_EQ(kState.Show(GetParam().source), GetParam().shown); }

INSTANTIATE_TEST_SUITE_P(
    Search, Library,
    testing::Values(
        Case{"text.indexOf('b')", "2"}, Case{"text.indexOf('-', 2)", "3"},
        Case{"'äöü'.indexOf('ü')", "2"}, Case{"'äöü'.indexOf('', 3)", "3"},
        Case{"text.lastIndexOf('-')", "3"}, Case{"text.lastIndexOf('-', 2)", "1"},
        Case{"text.lastIndexOf('')", "5"}, Case{"text.lastIndexOf('x')", "-1"},
        Case{"'äöü'.charAt(1)", "\"ö\""}, Case{"'äöü'.charAt(3)", "\"\""},
        Case{"'äöü'.substring(1)", "\"öü\""}, Case{"'äöü'.substring(1, 2)", "\"ö\""},
        Case{"text.charAt(6)", "index_out_of_range: there is no place 6 in a text of 5 characters"},
        Case{"text.indexOf('a', -1)",
             "index_out_of_range: there is no place -1 in a text of 5 characters"},
        Case{"text.substring(6)",
             "index_out_of_range: there is no place 6 in a text of 5 characters"},
        Case{"text.substring(3, 2)", "argument_invalid: the place 2 is before the place 3"}));

INSTANTIATE_TEST_SUITE_P(
    Change, Library,
    testing::Values(
        Case{"'AbÄ'.lowerAscii()", "\"abÄ\""}, Case{"'abä'.upperAscii()", "\"ABä\""},
        Case{"' \\u00a0a b\\t'.trim()", "\"a b\""}, Case{"'  '.trim()", "\"\""},
        Case{"'aöb'.reverse()", "\"böa\""}, Case{"text.split('-')", "[\"a\",\"b\",\"c\"]"},
        Case{"text.split('-', 2)", "[\"a\",\"b-c\"]"}, Case{"'äb'.split('')", "[\"ä\",\"b\"]"},
        Case{"''.split('')", "[]"}, Case{"''.split('-')", "[\"\"]"},
        Case{"text.split('-', 0)", "[]"}, Case{"text.split('-').join('+')", "\"a+b+c\""},
        Case{"['a', 'b'].join()", "\"ab\""}, Case{"[].join('x')", "\"\""},
        Case{"text.replace('-', '')", "\"abc\""}, Case{"text.replace('-', '+', 1)", "\"a+b-c\""},
        Case{"'äb'.replace('', '.')", "\".ä.b.\""}, Case{"'ab'.replace('', '.', 1)", "\".ab\""},
        Case{"text.replace('-', '+', 0)", "\"a-b-c\""},
        Case{"strings.quote('a\"\\n')", "\"\\\"a\\\\\\\"\\\\n\\\"\""},
        Case{"[1].join()", "no_overload: join() needs a list of strings, there is a int"}));

INSTANTIATE_TEST_SUITE_P(
    Format, Library,
    testing::Values(
        Case{"'%d of %s'.format([3, 'x'])", "\"3 of x\""},
        Case{"'%.2f%%'.format([99.5])", "\"99.50%\""},
        Case{"'%s'.format([any])", "\"{a: null, b: [1, 2.5]}\""},
        Case{"'%x %X %o %b'.format([255, 'k', 8, true])", "\"ff 6B 10 1\""},
        Case{"'%e'.format([1234.5])", "\"1.234500e+03\""},
        Case{"'%d'.format([1.0 / 0.0])", "\"Infinity\""},
        Case{"'%s %s'.format([1])", "format_invalid: the format has more clauses than arguments"},
        Case{"'%d'.format(['x'])", "format_invalid: %d takes a number, not string"},
        Case{"'%q'.format([1])",
             "format_invalid: %q is unknown; there are %s %d %f %e %b %o %x %X"},
        Case{"'%'.format([1])",
             "format_invalid: a % stands at the end of the format; %% is a percent sign"},
        Case{"'%.9999f'.format([1.0])",
             "format_invalid: the precision of a clause is at most 1000"}));

INSTANTIATE_TEST_SUITE_P(
    Patterns, Library,
    testing::Values(
        Case{"text.matches('^a.*c$')", "true"}, Case{"matches(text, 'x')", "false"},
        Case{"text.matches(pattern)", "true"}, Case{"text.matches('b')", "true"},
        Case{"text.matches('(')", "pattern_invalid: the pattern is not valid: missing ): ("},
        Case{"text.matches(dyn('('))", "argument_invalid: the pattern is not valid: missing ): ("},
        Case{"dyn(1).matches('a')", "no_overload: matches() does not take (int, string)"}));

INSTANTIATE_TEST_SUITE_P(
    Math, Library,
    testing::Values(
        Case{"math.greatest(1, 2.5, 2u)", "2.5"}, Case{"math.least([3, 1, 2])", "1"},
        Case{"math.least(5)", "5"}, Case{"math.ceil(1.2)", "2.0"}, Case{"math.floor(-1.2)", "-2.0"},
        Case{"math.trunc(-1.7)", "-1.0"}, Case{"math.round(2.5)", "3.0"}, Case{"math.abs(-3)", "3"},
        Case{"math.sign(-2.5)", "-1.0"}, Case{"math.sqrt(9)", "3.0"},
        Case{"math.isNaN(0.0 / 0.0)", "true"}, Case{"math.bitAnd(6, 3)", "2"},
        Case{"math.bitShiftLeft(1, 4)", "16"}, Case{"math.bitShiftRight(-1, 63)", "1"},
        Case{"math.bitNot(0)", "-1"},
        Case{"math.abs(-9223372036854775808)",
             "number_range: the result is out of the range of int"},
        Case{"math.least([])", "empty_list: an empty list has no greatest and no least element"},
        Case{"math.least(1, 'a')", "no_overload: numbers are needed here, this is string"},
        Case{"math.bitShiftLeft(1, -1)",
             "argument_invalid: bits are shifted by 0 or more, not by -1"},
        Case{"math.greatst(1, 2)", "unknown_name: there is no name \"math\""}));

INSTANTIATE_TEST_SUITE_P(
    Lists, Library,
    testing::Values(Case{"list.first() + list.last()", "6"}, Case{"list.slice(1, 3)", "[1,2]"},
                    Case{"list.reverse()", "[3,2,1,3]"}, Case{"list.distinct()", "[3,1,2]"},
                    Case{"[1, 1.0, 1u, 'a'].distinct()", "[1,\"a\"]"},
                    Case{"list.sort()", "[1,2,3,3]"}, Case{"['b', 'a'].sort()", "[\"a\",\"b\"]"},
                    Case{"[[1], [2, [3]]].flatten()", "[1,2,[3]]"},
                    Case{"[[1], [2, [3]]].flatten(2)", "[1,2,3]"},
                    Case{"[[1]].flatten(0)", "[[1]]"}, Case{"lists.range(3)", "[0,1,2]"},
                    Case{"[].first()", "empty_list: an empty list has no first element"},
                    Case{"[].last()", "empty_list: an empty list has no last element"},
                    Case{"list.slice(1, 5)",
                         "index_out_of_range: there are no elements from 1 to 5 in a list of 4"},
                    Case{"[1, 'a'].sort()",
                         "no_overload: there is no int < string; convert the other with string()"},
                    Case{"lists.range(-1)", "argument_invalid: a list has no -1 elements"},
                    Case{"lists.range(9223372036854775807)",
                         "cost_limit: the cost limit is reached"}));

INSTANTIATE_TEST_SUITE_P(
    Time, Library,
    testing::Values(
        Case{"string(timestamp('2009-02-13T23:31:30.50Z'))", "\"2009-02-13T23:31:30.5Z\""},
        Case{"string(timestamp('2009-02-14T01:31:30+02:00'))", "\"2009-02-13T23:31:30Z\""},
        Case{"int(timestamp('1970-01-02T00:00:00Z'))", "86400"},
        Case{"string(timestamp(-1))", "\"1969-12-31T23:59:59Z\""},
        Case{"string(timestamp('2024-02-28T12:00:00Z') + duration('24h'))",
             "\"2024-02-29T12:00:00Z\""},
        Case{"string(timestamp(0) - timestamp(90))", "\"-90s\""},
        Case{"string(duration('1h30m0.25s'))", "\"5400.25s\""},
        Case{"string(-duration('250ms'))", "\"-0.25s\""}, Case{"duration('90m').getHours()", "1"},
        Case{"duration('90m').getMinutes()", "90"},
        Case{"duration('1.5s').getMilliseconds()", "500"},
        Case{"timestamp('2024-12-31T00:00:00Z').getDayOfYear()", "365"},
        Case{"timestamp('2024-12-31T00:00:00Z').getFullYear()", "2024"},
        Case{"timestamp('2024-12-31T23:00:00Z').getHours('+02:30')", "1"},
        Case{"timestamp('2024-12-31T23:00:00Z').getDate('-00:30')", "31"},
        Case{"timestamp(0) < timestamp(1)", "true"},
        Case{"duration('1h') == duration('60m')", "true"},
        Case{"timestamp('2009-02-30T00:00:00Z') == timestamp(0)",
             "conversion_failed: the text \"2009-02-30T00:00:00Z\" is no timestamp of RFC 3339"},
        Case{"timestamp('2009-02-13T23:31:30') == timestamp(0)",
             "conversion_failed: the text \"2009-02-13T23:31:30\" is no timestamp of RFC 3339"},
        Case{"duration('1') == duration('0')",
             "conversion_failed: the text \"1\" is no duration such as 1h30m or 1.5s, or out of "
             "range"},
        Case{"timestamp('2024-07-01T12:00:00Z').getHours('Europe/Berlin')", "14"},
        Case{"timestamp('2024-12-31T23:30:00Z').getFullYear('Europe/Berlin')", "2025"},
        Case{"timestamp(0).getHours('Europe/Nowhere')",
             "argument_invalid: the time zone \"Europe/Nowhere\" is neither an offset such as "
             "+02:00 nor the name of a time zone"},
        Case{"timestamp(0) + timestamp(0)", "expression_type: there is no timestamp + timestamp"},
        Case{"timestamp(0)",
             "result_not_a_value: the result is a google.protobuf.Timestamp; convert it with "
             "string() or int()"}));

TEST(LibraryCost, IsPaidBeforeTheWork) {
  NamesAndValues state{{"t", "\"" + std::string(50'000, 'x') + "\"", {}}};
  for (const std::string_view source :
       {"t.replace('', t)", "lists.range(5000).map(x, x).distinct()", "t.split('').join(t)",
        "'%s%s%s'.format([t, t, t])", "lists.range(5000).sort()", "t.matches('x+y')",
        "lists.range(5000).flatten()", "t.reverse().trim().upperAscii().lowerAscii()"}) {
    EXPECT_EQ(state.Show(source, 4'000), "cost_limit: the cost limit is reached") << source;
  }
}

}  // namespace
}  // namespace dashflow::expression
