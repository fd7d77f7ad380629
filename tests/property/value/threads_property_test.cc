// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <latch>
#include <thread>
#include <vector>

#include "host/value/value.h"
#include "host/value/value_iterate.h"
#include "tests/property/value/values.h"

namespace dashflow {
namespace {

Value Numbers(int count) {
  Value list = Value::EmptyArray();
  for (int i = 0; i < count; ++i) list = std::move(list).Append(i);
  return list;
}

// Appends `count` elements and keeps every version.
std::vector<Value> Grow(Value list, int count, int mark, std::latch& start) {
  std::vector<Value> versions;
  start.arrive_and_wait();
  for (int i = 0; i < count; ++i) {
    list = list.Append(Value::EmptyArray().Append(mark).Append(i));
    versions.push_back(list);
  }
  return versions;
}

bool HasGrown(const Value& version, std::size_t begin, int mark) {
  for (std::size_t i = begin; i < version.size(); ++i) {
    const Value& element = version.At(i);
    if (element.At(0).as_int() != mark) return false;
    if (element.At(1).as_int() != static_cast<std::int64_t>(i - begin)) return false;
  }
  return true;
}

void AssertGrown(const std::vector<Value>& versions, std::size_t begin, int mark) {
  for (std::size_t v = 0; v < versions.size(); ++v) {
    RC_ASSERT(versions[v].size() == begin + v + 1);
    RC_ASSERT(HasGrown(versions[v], begin, mark));
  }
}

RC_GTEST_PROP(ThreadsProperty, TwoThreadsGrowOneSnapshotApart, ()) {
  const int begin = Pick(0, 100);
  const int count = Pick(1, 80);
  // Nested elements with room for deeper ones, so that both threads want the same slot.
  const Value base = Numbers(begin).Append(Value::EmptyArray().Append(1));
  std::latch start(2);
  std::vector<Value> one;
  std::thread thread([&] { one = Grow(base, count, 1, start); });
  const std::vector<Value> other = Grow(base, count, 2, start);
  thread.join();
  AssertGrown(one, base.size(), 1);
  AssertGrown(other, base.size(), 2);
  RC_ASSERT(base == Numbers(begin).Append(Value::EmptyArray().Append(1)));
}

// One thread reads and drops old versions while another goes on from them as if alone.
RC_GTEST_PROP(ThreadsProperty, ReadersKeepTheirSnapshotsWhileAnOwnerChanges, ()) {
  const int count = Pick(1, 3000);
  Value list = Numbers(count);
  Value snapshot = list;
  std::int64_t sum = 0;
  std::thread reader([&sum, held = std::move(snapshot)]() mutable {
    held.ForEachElement([&](const Value& element) { sum += element.as_int(); });
    held = nullptr;
  });
  for (int i = 0; i < 200; ++i) {
    list = std::move(list).SetAt(static_cast<std::size_t>(i * 7 % count), -1).Append(-1);
  }
  reader.join();
  RC_ASSERT(sum == std::int64_t{count} * (count - 1) / 2);
  RC_ASSERT(list.size() == static_cast<std::size_t>(count) + 200);
}

}  // namespace
}  // namespace dashflow
