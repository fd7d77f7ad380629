// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <optional>

#include "tests/property/channel/writes.h"

namespace dashflow::channel {
namespace {

std::optional<Value> Join(const Reducer& reducer, const std::optional<Value>& a,
                          const std::optional<Value>& b) {
  if (!a || !b) return std::nullopt;
  auto joined = reducer.Reduce(*a, *b);
  return joined.has_value() ? std::optional(std::move(joined).value()) : std::nullopt;
}

// A declared law holds for values that fit together; one side refused and the other not breaks it
// too.
bool IsAssociative(const Reducer& r, const Value& a, const Value& b, const Value& c) {
  return Join(r, Join(r, a, b), c) == Join(r, a, Join(r, b, c));
}
bool IsCommutative(const Reducer& r, const Value& a, const Value& b) {
  return Join(r, a, b) == Join(r, b, a);
}
bool IsIdempotent(const Reducer& r, const Value& a) { return Join(r, a, a) == a; }

class LawsPropertyTest : public testing::TestWithParam<const Reducer*> {};
INSTANTIATE_TEST_SUITE_P(Each, LawsPropertyTest,
                         testing::ValuesIn(BuiltinReducers().begin(), BuiltinReducers().end()),
                         [](const auto& param_info) {
                           return std::string(param_info.param->name());
                         });

TEST_P(LawsPropertyTest, DeclaredLawsHold) {
  const Reducer& reducer = *GetParam();
  const Laws laws = reducer.laws();
  EXPECT_TRUE(rc::check([&] {
    const Value a = *ValuesOf(reducer), b = *ValuesOf(reducer), c = *ValuesOf(reducer);
    if (laws.associative) RC_ASSERT(IsAssociative(reducer, a, b, c));
    if (laws.commutative) RC_ASSERT(IsCommutative(reducer, a, b));
    if (laws.idempotent) RC_ASSERT(IsIdempotent(reducer, a));
  }));
}

TEST_P(LawsPropertyTest, ReduceNeverChangesWhatItIsGiven) {
  const Reducer& reducer = *GetParam();
  EXPECT_TRUE(rc::check([&] {
    const Value a = *ValuesOf(reducer), b = *ValuesOf(reducer);
    const std::uint64_t a_hash = a.Hash(), b_hash = b.Hash();
    static_cast<void>(reducer.Reduce(a, b));
    RC_ASSERT(a.Hash() == a_hash);
    RC_ASSERT(b.Hash() == b_hash);
  }));
}

TEST_P(LawsPropertyTest, WhatItAcceptsItNeverRefuses) {
  const Reducer& reducer = *GetParam();
  EXPECT_TRUE(rc::check([&] {
    const Value whole = *ValuesOf(reducer);
    const Value write = *rc::gen::oneOf(Scalar(), List(), Object(), Number(), Messages());
    RC_ASSERT(reducer.Holds(whole));
    if (reducer.Accepts(write)) RC_ASSERT(reducer.Reduce(whole, write).has_value());
  }));
}

// A law that is not declared really fails: else the declaration keeps a plan back that the engine
// could make.
struct Counterexample {
  const char* reducer;
  char law;
  std::vector<Value> values;
};

Value List(std::vector<Value> elements) { return ListOf(elements); }
Value Message(const char* id, int n) {
  return Value::EmptyObject().Set("id", Value(id)).Set("n", Value(n));
}

const std::vector<Counterexample> kCounterexamples = {
    {"append", 'a', {List({}), List({1}), List({2})}},
    {"append", 'c', {List({1}), List({2})}},
    {"append", 'i', {List({})}},
    {"concat", 'c', {List({1}), List({2})}},
    {"concat", 'i', {List({1})}},
    {"sum", 'a', {0.1, 0.2, 0.3}},
    {"sum", 'i', {1}},
    {"merge", 'c', {Message("a", 1), Message("a", 2)}},
    {"union", 'c', {List({1}), List({2})}},
    {"text", 'c', {"a", "b"}},
    {"text", 'i', {"a"}},
    {"messages",
     'a',
     {List({Message("a", 1)}), List({Message("b", 1)}), List({Value::EmptyObject()})}},
    {"messages", 'c', {List({Message("a", 1)}), List({Message("b", 1)})}},
    {"messages", 'i', {List({Value::EmptyObject()})}},
};

bool Holds(const Counterexample& example) {
  const Reducer& reducer = *FindBuiltinReducer(example.reducer);
  const auto& v = example.values;
  if (example.law == 'a') return IsAssociative(reducer, v[0], v[1], v[2]);
  return example.law == 'c' ? IsCommutative(reducer, v[0], v[1]) : IsIdempotent(reducer, v[0]);
}

TEST(LawsTest, EveryLawIsDeclaredOrHasACounterexample) {
  std::map<std::string, std::string> broken;
  for (const Counterexample& example : kCounterexamples) {
    EXPECT_FALSE(Holds(example)) << example.reducer << " " << example.law;
    broken[example.reducer] += example.law;
  }
  for (const Reducer* reducer : BuiltinReducers()) {
    const Laws laws = reducer->laws();
    std::string missing;
    if (!laws.associative) missing += 'a';
    if (!laws.commutative) missing += 'c';
    if (!laws.idempotent) missing += 'i';
    EXPECT_EQ(broken[std::string(reducer->name())], missing) << reducer->name();
  }
}

}  // namespace
}  // namespace dashflow::channel
