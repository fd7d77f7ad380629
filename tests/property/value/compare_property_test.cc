// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "host/value/builder.h"
#include "host/value/flat.h"
#include "host/value/value_iterate.h"
#include "tests/property/value/values.h"

namespace dashflow {
namespace {

RC_GTEST_PROP(CompareProperty, EqualValuesHaveEqualHashes, ()) {
  const Value value = *AnyValue();
  const Value copy = ParseFlat(ToFlat(value)).value();
  RC_ASSERT(value == copy);
  RC_ASSERT(value.Hash() == copy.Hash());
}

RC_GTEST_PROP(CompareProperty, EqualityIsThatOfTheFlatFormForArraysOfText, ()) {
  const auto one = *rc::gen::container<std::vector<std::string>>(AnyText());
  const auto other = *rc::gen::container<std::vector<std::string>>(AnyText());
  std::vector<Value> a(one.begin(), one.end());
  std::vector<Value> b(other.begin(), other.end());
  const Value x = BuildArray(a);
  const Value y = BuildArray(b);
  RC_ASSERT((x == y) == (one == other));
  RC_ASSERT((x == y) == (ToFlat(x) == ToFlat(y)));
}

RC_GTEST_PROP(CompareProperty, TheOrderOfMembersDoesNotMatter, ()) {
  using Members = std::vector<std::pair<std::string, Value>>;
  const auto by_key = [](const auto& member) { return member.first; };
  const auto members =
      *rc::gen::uniqueBy<Members>(rc::gen::pair(AnyText(), AnyValue({.depth = 1})), by_key);
  Members shuffled = members;
  std::ranges::sort(shuffled, {}, by_key);
  Value object = Value::EmptyObject();
  for (const auto& [key, value] : members) object = object.Set(key, value);
  Value sorted = Value::EmptyObject();
  for (const auto& [key, value] : shuffled) sorted = sorted.Set(key, value);
  RC_ASSERT(object == sorted);
  RC_ASSERT(sorted == object);
  RC_ASSERT(object.Hash() == sorted.Hash());
}

RC_GTEST_PROP(CompareProperty, AChangedMemberMakesAnotherValue, ()) {
  const auto count = Pick(1, 60);
  Value object = Value::EmptyObject();
  for (int i = 0; i < count; ++i) object = object.Set(std::to_string(i), i);
  const auto key = std::to_string(Pick(0, count));
  const Value changed = object.Set(key, "changed");
  RC_ASSERT_FALSE(object == changed);
  RC_ASSERT(object.Hash() != changed.Hash());
  RC_ASSERT(changed.Set(key, *object.Find(key)) == object);
}

}  // namespace
}  // namespace dashflow
