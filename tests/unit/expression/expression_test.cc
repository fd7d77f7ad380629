// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "tests/unit/expression/names_and_values.h"

namespace dashflow::expression {
namespace {

std::string TypeName(std::string_view source, const Scope& scope) {
  return Expression::Compile(source, scope).value().type().Name();
}

TEST(Expression, KnowsItsType) {
  Scope scope;
  scope.AddChannel("n", 0, Type::Kind::kInt);
  scope.AddChannel("any", 1);
  scope.AddChannel("words", 2, Type::List(Type::Kind::kString));
  EXPECT_EQ(TypeName("n + 1", scope), "int");
  EXPECT_EQ(TypeName("n < 1", scope), "bool");
  EXPECT_EQ(TypeName("any", scope), "dyn");
  EXPECT_EQ(TypeName("any + 1", scope), "int");
  EXPECT_EQ(TypeName("words[0]", scope), "string");
  EXPECT_EQ(TypeName("words.map(w, size(w))", scope), "list(int)");
  EXPECT_EQ(TypeName("words.filter(w, w != '')", scope), "list(string)");
  EXPECT_EQ(TypeName("n > 1 ? n : null", scope), "int or null");
  EXPECT_EQ(TypeName("{'a': n}", scope), "map(int)");
  EXPECT_EQ(TypeName("[1, 'a']", scope), "list");
}

TEST(Expression, ListsWhatItReadsOnce) {
  NamesAndValues state{{"a", "1", {}}, {"b", "2", {}}, {"c", "3", {}}};
  const Expression expression =
      Expression::Compile("c == 1 || state.a == 2 || c == 3 || has(state.c)", state.scope())
          .value();
  EXPECT_EQ(std::vector(expression.uses().begin(), expression.uses().end()),
            (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(expression.source(), "c == 1 || state.a == 2 || c == 3 || has(state.c)");
}

TEST(Expression, SharesWhatItReturns) {
  NamesAndValues state{{"a", R"({"list":[1,2,3],"text":"a long text that is not inline"})", {}}};
  const Value whole = state.Evaluate("a").value();
  EXPECT_TRUE(whole.SharesWith(state.value(0)));
  const Value list = state.Evaluate("true ? a.list : []").value();
  EXPECT_TRUE(list.SharesWith(*state.value(0).Find("list")));
  const Value picked = state.Evaluate("[a].map(x, x.text)").value();
  EXPECT_TRUE(picked.At(0).SharesWith(*state.value(0).Find("text")));
}

TEST(Expression, ReadsANullPointerAsNull) {
  class Nothing final : public Binding {
   public:
    const Value* Get(std::uint32_t) const override { return nullptr; }
  };
  Scope scope;
  scope.AddChannel("a", 0);
  EXPECT_TRUE(Expression::Compile("a == null", scope)->EvaluateBool(Nothing()).value());
  EXPECT_FALSE(Expression::Compile("has(state.a)", scope)->EvaluateBool(Nothing()).value());
}

TEST(Expression, ReadsAnIntAsADoubleWhereTheSchemaSaysNumber) {
  NamesAndValues state{
      {"ratio", "2", Type::Kind::kDouble},
      {"sizes", "[1,2.5]", Type::List(Type::Kind::kDouble)},
      {"item", R"({"price":3})", Type::Object({{"price", Type::Kind::kDouble}}, false)},
  };
  EXPECT_EQ(state.Show("ratio * 1.5"), "3.0");
  EXPECT_EQ(state.Show("sizes[0] + 0.5"), "1.5");
  EXPECT_EQ(state.Show("item.price / 2.0"), "1.5");
  EXPECT_EQ(state.Show("sizes.map(s, s * 2.0)"), "[2.0,5.0]");
}

TEST(Expression, IsSharedByThreads) {
  NamesAndValues state{{"items", "[1,2,3,4,5]", {}}};
  const Expression expression =
      Expression::Compile("items.map(i, i * 2).filter(i, i > 4).size() == 3", state.scope())
          .value();
  std::vector<std::thread> threads;
  std::atomic<int> num_true = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, copy = expression] {
      for (int i = 0; i < 200; ++i) num_true += copy.EvaluateBool(state).value() ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(num_true, 800);
}

TEST(Cost, EndsWhatWouldTakeTooLong) {
  NamesAndValues state{{"n", "0", Type::Kind::kInt}};
  std::string numbers = "[0";
  for (int i = 1; i < 100; ++i) numbers += "," + std::to_string(i);
  numbers += "]";
  const std::string nested = numbers + ".all(a, " + numbers + ".all(b, " + numbers + ".all(c, " +
                             numbers + ".all(d, " + numbers + ".all(e, true)))))";
  EXPECT_EQ(state.Show(nested), "cost_limit: the cost limit is reached");
}

TEST(Cost, IsNotAbsorbedByLogic) {
  NamesAndValues state{{"list", "[1,2,3,4,5,6,7,8,9]", {}}};
  EXPECT_EQ(state.Show("list.exists(x, x == 20) || true", 30),
            "cost_limit: the cost limit is reached");
  EXPECT_EQ(state.Show("list.exists(x, x == 20) || true", 300), "true");
}

TEST(Cost, CountsComparisonOfLargeValues) {
  NamesAndValues state{{"a", "[1,2,3,4,5,6,7,8,9,10]", {}}, {"b", "[1,2,3,4,5,6,7,8,9,10]", {}}};
  EXPECT_EQ(state.Show("a == b", 10), "cost_limit: the cost limit is reached");
  EXPECT_EQ(state.Show("a == b", 20), "true");
}

TEST(Cost, CountsText) {
  NamesAndValues state{{"a", "\"" + std::string(100'000, 'x') + "\"", {}}};
  EXPECT_EQ(state.Show("size(a + a)", 1000), "cost_limit: the cost limit is reached");
  EXPECT_EQ(state.Show("size(a + a)", 20'000), "200000");
}

}  // namespace
}  // namespace dashflow::expression
