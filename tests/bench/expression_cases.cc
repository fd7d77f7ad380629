// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "host/expression/expression.h"
#include "host/value/builder.h"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"

namespace dashflow::bench {
namespace {

// Channels of a state, by number.
class State final : public expression::Binding {
 public:
  void Add(const std::string& name, Value value, expression::Type type) {
    scope_.AddChannel(name, static_cast<std::uint32_t>(values_.size()), type);
    values_.push_back(std::move(value));
  }
  const expression::Scope& scope() const { return scope_; }
  const Value* Get(std::uint32_t slot) const override { return &values_[slot]; }

 private:
  expression::Scope scope_;
  std::vector<Value> values_;
};

expression::Expression Compiled(const std::string& source, const State& state) {
  auto compiled = expression::Expression::Compile(source, state.scope());
  if (compiled.has_error()) Die(compiled.error());
  return std::move(compiled).value();
}

State TwentyChannels() {
  State state;
  for (int i = 0; i < 18; ++i) state.Add("c" + std::to_string(i), i, {});
  state.Add("problems", Value::EmptyArray().Append("x"), {});
  state.Add("approved", false, expression::Type::Kind::kBool);
  return state;
}

// The same condition, written in C++ on the same values.
Figure Condition() {
  constexpr int kRuns = 20000;
  const State state = TwentyChannels();
  const auto condition = Compiled("size(problems) > 0 && !approved", state);
  int held = 0;
  return Compare(
      "cel", "us", Better::kLess,
      [&] {
        return Microseconds([&] {
                 for (int i = 0; i < kRuns; ++i) held += condition.EvaluateBool(state).value();
               }) /
               kRuns;
      },
      [&] {
        return Microseconds([&] {
                 for (int i = 0; i < kRuns; ++i)
                   held += state.Get(18)->size() > 0 && !state.Get(19)->as_bool();
               }) /
               kRuns;
      });
}

Value Objects(int count) {
  ArrayBuilder items;
  for (int i = 0; i < count; ++i)
    items.Add(Value::EmptyObject().Set("id", i).Set("score", (i % 100) / 100.0));
  return std::move(items).Build();
}

Value FilteredInCpp(const Value& items) {
  ArrayBuilder ids;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Value item = items.At(i);
    if (item.Find("score")->as_double() > 0.5) ids.Add(*item.Find("id"));
  }
  return std::move(ids).Build();
}

Figure Filter() {
  State state;
  state.Add("items", Objects(1000), {});
  const auto filter = Compiled("items.filter(i, i.score > 0.5).map(i, i.id)", state);
  return Compare(
      "cel_filter", "us", Better::kLess,
      [&] {
        return Microseconds([&] {
          if (filter.Evaluate(state)->size() != 490) Die(Error("internal", "a wrong filter"));
        });
      },
      [&] {
        return Microseconds([&] {
          if (FilteredInCpp(*state.Get(0)).size() != 490) Die(Error("internal", "a wrong filter"));
        });
      },
      51);
}

}  // namespace

std::vector<Case> ExpressionCases() { return {{"cel", Condition}, {"cel_filter", Filter}}; }

}  // namespace dashflow::bench
