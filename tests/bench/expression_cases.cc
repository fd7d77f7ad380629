// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "host/expression/expression.h"
#include "host/value/builder.h"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/peers.h"

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

using Measure = std::function<double()>;

// `floor` is given the same state.
Figure Condition(const std::string& name, const std::function<Measure(const State&)>& floor) {
  constexpr int kRuns = 20000;
  const State state = TwentyChannels();
  const auto condition = Compiled("size(problems) > 0 && !approved", state);
  int held = 0;
  const auto ours = [&] {
    return Microseconds([&] {
             for (int i = 0; i < kRuns; ++i) held += condition.EvaluateBool(state).value();
           }) /
           kRuns;
  };
  return Compare(name, "us", Better::kLess, ours, floor(state));
}

// The same condition, written in C++ on the same values.
Measure ConditionInCpp(const State& state) {
  return [&state] {
    constexpr int kRuns = 20000;
    int held = 0;
    const double took = Microseconds([&] {
      for (int i = 0; i < kRuns; ++i)
        held += state.Get(18)->size() > 0 && !state.Get(19)->as_bool();
    });
    return held == 0 ? 0 : took / kRuns;
  };
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

Figure Filter(const std::string& name, const std::function<Measure(const State&)>& floor,
              int passes) {
  State state;
  state.Add("items", Objects(1000), {});
  const auto filter = Compiled("items.filter(i, i.score > 0.5).map(i, i.id)", state);
  const auto ours = [&] {
    return Microseconds([&] {
      if (filter.Evaluate(state)->size() != 490) Die(Error("internal", "a wrong filter"));
    });
  };
  return Compare(name, "us", Better::kLess, ours, floor(state), passes);
}

Measure FilterInCpp(const State& state) {
  return [&state] {
    return Microseconds([&] {
      if (FilteredInCpp(*state.Get(0)).size() != 490) Die(Error("internal", "a wrong filter"));
    });
  };
}

std::function<Measure(const State&)> CelGo(const std::string& workload) {
  return [workload](const State&) { return [workload] { return PeerFigure("cel-go", workload); }; };
}

}  // namespace

std::vector<Case> ExpressionCases() {
  return {{"cel", [] { return Condition("cel", ConditionInCpp); }},
          {"cel_filter", [] { return Filter("cel_filter", FilterInCpp, 51); }}};
}

std::vector<Case> ExpressionPeerCases() {
  return {{"peer_cel", [] { return Condition("peer_cel", CelGo("cel")); }},
          {"peer_cel_filter", [] { return Filter("peer_cel_filter", CelGo("cel_filter"), 9); }}};
}

}  // namespace dashflow::bench
