// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/value_iterate.h"

namespace dashflow {
namespace {

TEST(ForEachElement, VisitsAllInOrder) {
  for (const int count : {0, 1, 32, 33, 1100}) {
    Value list = Value::EmptyArray();
    for (int i = 0; i < count; ++i) list = std::move(list).Append(i);
    int next = 0;
    list.ForEachElement([&](const Value& element) { EXPECT_EQ(element.as_int(), next++); });
    EXPECT_EQ(next, count);
  }
}

TEST(ForEachElement, SeesOnlyItsSnapshot) {
  const Value two = Value::EmptyArray().Append(1).Append(2);
  const Value three = two.Append(3);
  int visited = 0;
  two.ForEachElement([&](const Value&) { ++visited; });
  EXPECT_EQ(visited, 2);
}

TEST(ForEachElement, StopsAtFalse) {
  Value list = Value::EmptyArray();
  for (int i = 0; i < 100; ++i) list = std::move(list).Append(i);
  int visited = 0;
  list.ForEachElement([&](const Value& element) { return ++visited, element.as_int() < 50; });
  EXPECT_EQ(visited, 51);
}

TEST(ForEachMember, SkipsWhatWasErasedAndStopsAtFalse) {
  Value object = Value::EmptyObject();
  for (int i = 0; i < 40; ++i) object = std::move(object).Set(std::to_string(i), i);
  object = object.Erase("3").Erase("5");
  std::vector<std::int64_t> seen;
  object.ForEachMember([&](const Value& key, const Value& value) {
    EXPECT_EQ(key.as_text(), std::to_string(value.as_int()));
    seen.push_back(value.as_int());
    return seen.size() < 5;
  });
  EXPECT_EQ(seen, (std::vector<std::int64_t>{0, 1, 2, 4, 6}));
}

}  // namespace
}  // namespace dashflow
