// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "host/value/value.h"

namespace dashflow {
namespace {

Value Numbers(int count) {
  Value list = Value::EmptyArray();
  for (int i = 0; i < count; ++i) list = std::move(list).Append(i);
  return list;
}

void ExpectNumbers(const Value& list, int count) {
  ASSERT_EQ(list.size(), static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) ASSERT_EQ(list.At(static_cast<std::size_t>(i)).as_int(), i);
}

// Around each border of the tail (32), of one level (32 * 32) and of two (32 * 32 * 32).
TEST(Array, ReadsBackWhatWasAppended) {
  for (const int count : {0,    1,    4,    5,    31,   32,   33,    63,    64,    65,    1023,
                          1024, 1055, 1056, 1057, 1088, 1089, 32767, 32768, 32800, 32801, 33825}) {
    SCOPED_TRACE(count);
    ExpectNumbers(Numbers(count), count);
  }
}

TEST(Array, EverySnapshotKeepsItsSize) {
  std::vector<Value> snapshots;
  Value list = Value::EmptyArray();
  for (int i = 0; i < 2500; ++i) {
    snapshots.push_back(list);
    list = list.Append(i);
  }
  for (int i = 0; i < 2500; ++i) ExpectNumbers(snapshots[static_cast<std::size_t>(i)], i);
}

TEST(Array, AppendToASnapshotSharesTheTail) {
  const Value five = Numbers(5);
  const Value six = five.Append(5);
  EXPECT_EQ(&six.At(0), &five.At(0)) << "the elements lie in one chunk";
  const Value other = five.Append(-1);
  EXPECT_NE(&other.At(0), &five.At(0)) << "the slot is taken, so the tail is copied";
  EXPECT_EQ(six.At(5).as_int(), 5);
  EXPECT_EQ(other.At(5).as_int(), -1);
  ExpectNumbers(five, 5);
}

TEST(Array, AppendSharesTheTrie) {
  const Value before = Numbers(2000);
  const Value after = before.Append(2000);
  for (std::size_t i = 0; i < 1984; i += 32) ASSERT_EQ(&before.At(i), &after.At(i));
}

TEST(Array, SetAtCopiesOnlyThePath) {
  const Value before = Numbers(5000);
  const Value after = before.SetAt(100, "x");
  EXPECT_EQ(before.At(100).as_int(), 100);
  EXPECT_EQ(after.At(100).as_text(), "x");
  EXPECT_EQ(after.At(101).as_int(), 101);
  EXPECT_EQ(&before.At(200), &after.At(200));
  EXPECT_NE(&before.At(99), &after.At(99));
}

TEST(Array, SetAtReachesTrieAndTail) {
  for (const std::size_t i : {0u, 31u, 32u, 1023u, 1024u, 1056u, 1059u}) {
    const Value before = Numbers(1060);
    const Value after = before.SetAt(i, -1);
    EXPECT_EQ(after.At(i).as_int(), -1);
    ExpectNumbers(before, 1060);
    ExpectNumbers(after.SetAt(i, static_cast<int>(i)), 1060);
  }
}

TEST(Array, TheOnlyOwnerChangesInPlace) {
  Value list = Numbers(3000);
  const Value* in_trie = &list.At(7);
  const Value* in_tail = &list.At(2999);
  list = std::move(list).SetAt(7, "x");
  list = std::move(list).SetAt(2999, "y");
  EXPECT_EQ(&list.At(7), in_trie);
  EXPECT_EQ(&list.At(2999), in_tail);
  EXPECT_EQ(list.At(7).as_text(), "x");
  EXPECT_EQ(list.At(2999).as_text(), "y");
}

TEST(Array, AShorterSnapshotThatIsLeftAloneGrowsAgain) {
  Value shorter = Numbers(10);
  { const Value longer = shorter.Append("dropped").Append("dropped too"); }
  shorter = std::move(shorter).Append(10).Append(11).Append(12);
  ExpectNumbers(shorter, 13);
}

TEST(Array, DepthIsThatOfTheSnapshot) {
  const Value flat = Numbers(3);
  const Value nested = flat.Append(Numbers(1));
  EXPECT_EQ(flat.depth(), 1);
  EXPECT_EQ(nested.depth(), 2);
  EXPECT_EQ(nested.Append(1).depth(), 2);
}

TEST(Array, ConcatJoins) {
  ExpectNumbers(Numbers(40).Concat(Value::EmptyArray()), 40);
  ExpectNumbers(Value::EmptyArray().Concat(Numbers(40)), 40);
  Value rest = Value::EmptyArray();
  for (int i = 40; i < 2000; ++i) rest = std::move(rest).Append(i);
  ExpectNumbers(Numbers(40).Concat(rest), 2000);
}

// Lists of these sizes end with a leaf, or hardly not; what is shared must not show what happens to
// the other list.
TEST(Array, ConcatOfWholeLeavesLeavesBothAsTheyAre) {
  for (const int size : {31, 32, 33, 64, 1024, 1056}) {
    for (const int added : {8, 32, 33, 1024, 2049}) {
      Value first = Numbers(size);
      Value rest = Value::EmptyArray();
      for (int i = size; i < size + added; ++i) rest = std::move(rest).Append(i);
      Value both = first.Concat(rest);
      first = std::move(first).SetAt(0, "changed").Append("more");
      rest = std::move(rest).SetAt(0, "changed").Append("more");
      ExpectNumbers(both, size + added);
      both = std::move(both).SetAt(static_cast<std::size_t>(size), "changed");
      EXPECT_EQ(rest.At(added > 1 ? 1 : 0), Value(size + 1));
      EXPECT_EQ(first.At(1), Value(1));
    }
  }
}

TEST(Array, ConcatWithItselfDoublesIt) {
  Value list = Numbers(100);
  list = std::move(list).Concat(list);
  ASSERT_EQ(list.size(), 200u);
  for (std::size_t i = 0; i < 200; ++i) EXPECT_EQ(list.At(i).as_int(), static_cast<int>(i % 100));
  const Value twice = list.Concat(list);
  EXPECT_EQ(twice.size(), 400u);
}

TEST(Array, AppendsItself) {
  Value list = Numbers(2);
  list = list.Append(list);
  ASSERT_EQ(list.size(), 3u);
  ExpectNumbers(list.At(2), 2);
}

TEST(Array, TwoThreadsGrowOneSnapshot) {
  for (int round = 0; round < 200; ++round) {
    const Value start = Numbers(round % 70);
    Value one = start;
    Value other = start;
    const auto grow = [](Value& list, int mark) {
      for (int i = 0; i < 100; ++i) list = list.Append(mark + i);
    };
    std::thread thread([&] { grow(one, 1000); });
    grow(other, 2000);
    thread.join();
    for (std::size_t i = 0; i < 100; ++i) {
      ASSERT_EQ(one.At(start.size() + i).as_int(), static_cast<int>(1000 + i));
      ASSERT_EQ(other.At(start.size() + i).as_int(), static_cast<int>(2000 + i));
    }
    ExpectNumbers(start, round % 70);
  }
}

}  // namespace
}  // namespace dashflow
