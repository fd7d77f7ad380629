// SPDX-License-Identifier: Apache-2.0
#include "host/executor/timer_heap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "host/base/random.h"

namespace dashflow::executor {
namespace {

MonoTime At(int ticks) { return MonoTime(std::chrono::nanoseconds(ticks)); }
Job Numbered(std::uint32_t number) { return {.body = nullptr, .token = {.slot = number}}; }

TEST(TimerHeapTest, EqualTimesKeepTheOrderOfAdd) {
  TimerHeap heap;
  for (std::uint32_t i = 0; i < 100; ++i) heap.Add(At(5), Numbered(i));
  for (std::uint32_t i = 0; i < 100; ++i) EXPECT_EQ(heap.Pop().token.slot, i);
  EXPECT_TRUE(heap.empty());
}

TEST(TimerHeapTest, UnknownIdsAreRefused) {
  TimerHeap heap;
  EXPECT_FALSE(heap.Remove(0));
  const TimerId timer = heap.Add(At(1), Numbered(1));
  EXPECT_NE(timer, 0);
  EXPECT_FALSE(heap.Remove(timer + 1));
  EXPECT_FALSE(heap.Remove(timer + (TimerId{1} << 32)));
  heap.Pop();
  EXPECT_FALSE(heap.Remove(timer));
}

// The heap against a sorted set, over random adds, removes and pops.
TEST(TimerHeapTest, AgreesWithASortedSet) {
  using Key = std::pair<int, std::uint32_t>;  // time, order of Add
  SeededRandom random(11);
  TimerHeap heap;
  std::set<Key> model;
  std::vector<std::pair<TimerId, Key>> known;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const std::uint64_t draw = random.Next() % 5;
    if (draw < 2 || model.empty()) {
      const Key key{static_cast<int>(random.Next() % 500), i};
      known.emplace_back(heap.Add(At(key.first), Numbered(i)), key);
      model.insert(key);
    } else if (draw < 4) {
      const auto& [timer, key] = known[random.Next() % known.size()];
      ASSERT_EQ(heap.Remove(timer), model.erase(key) == 1);
    } else {
      ASSERT_EQ(heap.next(), At(model.begin()->first));
      ASSERT_EQ(heap.Pop().token.slot, model.begin()->second);
      model.erase(model.begin());
    }
    ASSERT_EQ(heap.size(), model.size());
  }
}

}  // namespace
}  // namespace dashflow::executor
