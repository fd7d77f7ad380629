// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "host/expression/expression.h"
#include "host/value/json.h"

namespace dashflow::expression {
namespace {

class ByName final : public Binding {
 public:
  explicit ByName(std::map<std::string, std::string, std::less<>> json) {
    for (const auto& [name, text] : json) values_[name] = ParseJson(text).value();
  }
  const Value* Get(std::uint32_t) const override { return nullptr; }
  const Value* Find(std::string_view name) const override {
    const auto found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, Value, std::less<>> values_;
};

const ByName kBinding({{"n", "7"},
                       {"run.id", "\"r-1\""},
                       {"a", R"({"b":{"c":1}})"},
                       {"x.y", R"({"z":2})"},
                       {"empty", "null"}});

std::string Show(std::string_view source) {
  const auto expression = Expression::CompileOpen(source);
  if (expression.has_error()) return "refused: " + expression.error().message();
  const auto result = expression->Evaluate(kBinding);
  return result.has_value() ? ToJson(*result) : "fails: " + result.error().message();
}

TEST(Open, FindsNamesAtRunTime) {
  EXPECT_EQ(Show("n + 1"), "8");
  EXPECT_EQ(Show("run.id"), "\"r-1\"");
  EXPECT_EQ(Show("a.b.c"), "1");
  EXPECT_EQ(Show("x.y.z"), "2");
  EXPECT_EQ(Show("empty"), "null");
  EXPECT_EQ(Show("has(a.b)"), "true");
  EXPECT_EQ(Show("has(a.x)"), "false");
}

TEST(Open, FailsForUnknownNamesUnlessItDoesNotMatter) {
  EXPECT_EQ(Show("m"), "fails: there is no name \"m\"");
  EXPECT_EQ(Show("m.x.y"), "fails: there is no name \"m\"");
  EXPECT_EQ(Show("m || n == 7"), "true");
  EXPECT_EQ(Show("m && n == 7"), "fails: there is no name \"m\"");
}

TEST(Open, GivesANameWithoutValueItsCode) {
  EXPECT_EQ(Expression::CompileOpen("m")->Evaluate(kBinding).error().code(), "unbound_name");
}

TEST(Open, LeavesTypesToTheRunTime) {
  EXPECT_EQ(Show("n == 'x'"), "false");
  EXPECT_EQ(Show("n + 'x'"), "fails: there is no int + string; convert the other with string()");
  EXPECT_EQ(Show("'x' && false"), "false");
}

TEST(Open, LeavesMissingFunctionsToTheRunTime) {
  EXPECT_EQ(Show("n.foo(1)"), "fails: there is no method \"foo\"");
  EXPECT_EQ(Show("n.foo([1].map(a, a)) || [2].exists(b, b == 2)"), "true");
  EXPECT_EQ(Show("sizze('a')"), "fails: there is no function \"sizze\"; did you mean \"size\"?");
  EXPECT_EQ(Show("optional.of(1)"), "refused: optional.of() is not supported yet");
}

TEST(Open, PrefersTheNamesOfItsScope) {
  Scope scope;
  scope.AddRoot("n", 5, Type::Kind::kInt);
  const Expression expression = Expression::CompileOpen("n == null && a.b.c == 1", scope).value();
  EXPECT_EQ(expression.uses().size(), 1U);
  EXPECT_EQ(expression.uses()[0], 5U);
  EXPECT_TRUE(expression.EvaluateBool(kBinding).value());
}

}  // namespace
}  // namespace dashflow::expression
