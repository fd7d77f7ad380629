// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/unit/expression/names_and_values.h"

namespace dashflow::expression {
namespace {

const NamesAndValues kState{
    {"n", "7", Type::Kind::kInt},     {"name", "\"digest\"", {}},
    {"nothing", "null", {}},          {"list", "[1,2]", {}},
    {"report", R"({"lines":3})", {}}, {"big", "18446744073709551615", {}},
};

struct Failure {
  std::string_view source;
  std::string_view message;  // "code: text"
  int column;
  std::string_view part;
};

class Fails : public testing::TestWithParam<Failure> {};

TEST_P(Fails, NamesTheReasonAndThePart) {
  const Failure& failure = GetParam();
  SCOPED_TRACE(failure.source);
  const Result<Value> result = kState.Evaluate(failure.source);
  ASSERT_TRUE(result.has_error());
  const Error& error = result.error();
  EXPECT_EQ(error.code() + ": " + error.message(), failure.message);
  EXPECT_EQ(error.place().line, 1);
  EXPECT_EQ(error.place().column, failure.column);
  EXPECT_EQ(error.resource(), failure.part);
}

INSTANTIATE_TEST_SUITE_P(
    Arithmetic, Fails,
    testing::Values(
        Failure{"1 + 9223372036854775807", "number_range: the result is out of the range of int", 1,
                "1 + 9223372036854775807"},
        Failure{"-9223372036854775808 - 1", "number_range: the result is out of the range of int",
                1, "-9223372036854775808 - 1"},
        Failure{"2 * (4611686018427387904 * 2)",
                "number_range: the result is out of the range of int", 5,
                "(4611686018427387904 * 2)"},
        Failure{"-(-9223372036854775808)", "number_range: the result is out of the range of int", 1,
                "-(-9223372036854775808)"},
        Failure{"-9223372036854775808 / -1", "number_range: the result is out of the range of int",
                1, "-9223372036854775808 / -1"},
        Failure{"-9223372036854775808 % -1", "number_range: the result is out of the range of int",
                1, "-9223372036854775808 % -1"},
        Failure{"math.abs(-9223372036854775808)",
                "number_range: the result is out of the range of int", 1,
                "math.abs(-9223372036854775808)"},
        Failure{"3u - 4u", "number_range: the result is out of the range of uint", 1, "3u - 4u"},
        Failure{"big + big", "number_range: the result is out of the range of uint", 1,
                "big + big"},
        Failure{"1 + 5 % 0", "division_by_zero: modulus by zero", 5, "5 % 0"},
        Failure{"name + 1",
                "no_overload: there is no string + int; convert the other with string()", 1,
                "name + 1"},
        Failure{"nothing + 1",
                "no_overload: there is no null_type + int; null has no operations but == and !=", 1,
                "nothing + 1"},
        Failure{"big * 2",
                "no_overload: there is no uint * int; convert one with int(), uint() or double()",
                1, "big * 2"},
        Failure{"-name", "no_overload: there is no -string", 1, "-name"}));

INSTANTIATE_TEST_SUITE_P(
    Access, Fails,
    testing::Values(
        Failure{"report.words", "key_missing: there is no key \"words\" in the map", 1,
                "report.words"},
        Failure{"1 + report['words']", "key_missing: there is no key \"words\" in the map", 5,
                "report['words']"},
        Failure{"list[2]", "index_out_of_range: there is no element 2 in a list of 2", 1,
                "list[2]"},
        Failure{"list[-1]", "index_out_of_range: there is no element -1 in a list of 2", 1,
                "list[-1]"},
        Failure{"list[0.5]", "index_out_of_range: there is no element 0.5 in a list of 2", 1,
                "list[0.5]"},
        Failure{"list[name]", "no_overload: the index of a list is a number, not string", 1,
                "list[name]"},
        Failure{"nothing.x", "no_overload: null_type has no fields, so no \"x\"", 1, "nothing.x"},
        Failure{"has(nothing.x)", "no_overload: null_type has no fields, so has() means nothing", 1,
                "has(nothing.x)"},
        Failure{"name[0]", "no_overload: string has no elements", 1, "name[0]"},
        Failure{"1 in name",
                "no_overload: there is no int in string; convert the other with string()", 1,
                "1 in name"},
        Failure{"nothing < 1",
                "no_overload: there is no null_type < int; null has no operations but == and !=", 1,
                "nothing < 1"},
        Failure{"name.all(x, true)", "no_overload: all() needs a list or a map, not string", 1,
                "name"},
        Failure{"{dyn(1.5): 1}",
                "argument_invalid: a key of a map is a string, a number without fraction or a "
                "bool, not double",
                1, "{dyn(1.5): 1}"},
        Failure{"{'a': 1, 'a': 2}", "argument_invalid: the key \"a\" comes twice in the map", 1,
                "{'a': 1, 'a': 2}"}));

INSTANTIATE_TEST_SUITE_P(
    Logic, Fails,
    testing::Values(
        Failure{"dyn(name) && true", "no_overload: true or false is needed here, this is string", 1,
                "dyn(name)"},
        Failure{"true && dyn(n)", "no_overload: true or false is needed here, this is int", 9,
                "dyn(n)"},
        Failure{"!name", "no_overload: true or false is needed here, this is string", 1, "!name"},
        Failure{"nothing ? 1 : 2", "no_overload: true or false is needed here, this is null_type",
                1, "nothing"}));

INSTANTIATE_TEST_SUITE_P(
    Conversion, Fails,
    testing::Values(
        Failure{"int('x')", "conversion_failed: the text \"x\" is no int", 1, "int('x')"},
        Failure{"int(1e30)", "number_range: 1e+30 is out of the range of int", 1, "int(1e30)"},
        Failure{"uint(-1)", "number_range: -1 is out of the range of uint", 1, "uint(-1)"},
        Failure{"uint(-0.5)", "number_range: -0.5 is out of the range of uint", 1, "uint(-0.5)"},
        Failure{"double('x')", "conversion_failed: the text \"x\" is no double", 1, "double('x')"},
        Failure{"bool('maybe')", "conversion_failed: the text \"maybe\" is no bool", 1,
                "bool('maybe')"},
        Failure{"string(b'\\xff')", "conversion_failed: the bytes are no UTF-8 text", 1,
                "string(b'\\xff')"},
        Failure{"int(dyn([]))", "no_overload: int() does not take (list)", 1, "int(dyn([]))"}));

INSTANTIATE_TEST_SUITE_P(
    Results, Fails,
    testing::Values(
        Failure{"1.0 / 0.0", "result_not_a_value: the result is the number +infinity", 1,
                "1.0 / 0.0"},
        Failure{"[0.0 / 0.0]", "result_not_a_value: the result is the number NaN", 1,
                "[0.0 / 0.0]"},
        Failure{"{1: 2}",
                "result_not_a_value: the result is a map with the key 1; keys are strings", 1,
                "{1: 2}"},
        Failure{"type(n)",
                "result_not_a_value: the result is a type; convert it with string() or int()", 1,
                "type(n)"}));

TEST(Conditions, MustBeTrueOrFalse) {
  const Expression expression = Expression::CompileOpen("n").value();
  class Seven final : public Binding {
   public:
    const Value* Get(std::uint32_t) const override { return nullptr; }
    const Value* Find(std::string_view name) const override {
      return name == "n" ? &seven_ : nullptr;
    }

   private:
    Value seven_{7};
  };
  const Result<bool> result = expression.EvaluateBool(Seven());
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code(), "condition_undecided");
  EXPECT_EQ(result.error().message(), "the condition is neither true nor false but int");
}

TEST(Places, CountLinesAndCharactersFromTheOrigin) {
  const SourcePlace origin{"digest.yaml", 12, 9, 5};
  const Scope scope;
  const auto first = Expression::Compile("'ää' + x", scope, origin);
  ASSERT_TRUE(first.has_error());
  EXPECT_EQ(first.error().place().file, "digest.yaml");
  EXPECT_EQ(first.error().place().line, 12);
  EXPECT_EQ(first.error().place().column, 16);
  const auto third = Expression::Compile("true &&\n true &&\n  x", scope, origin);
  ASSERT_TRUE(third.has_error());
  EXPECT_EQ(third.error().place().line, 14);
  EXPECT_EQ(third.error().place().column, 7);
}

}  // namespace
}  // namespace dashflow::expression
