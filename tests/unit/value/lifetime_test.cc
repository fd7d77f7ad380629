// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <utility>

#include "host/value/value.h"

namespace dashflow {
namespace {

std::uint64_t RefsOf(const Value& value) {
  return rep::CountedOf(value.raw()).refs.load(std::memory_order_relaxed);
}

TEST(ValueLifetime, CopiesCountAndMovesDoNot) {
  Value text("shared text");
  EXPECT_EQ(RefsOf(text), 1u);
  {
    const Value copy = text;
    EXPECT_EQ(RefsOf(text), 2u);
    EXPECT_TRUE(copy.SharesWith(text));
  }
  EXPECT_EQ(RefsOf(text), 1u);
  const Value moved = std::move(text);
  EXPECT_EQ(RefsOf(moved), 1u);
}

TEST(ValueLifetime, AssignmentGivesTheOldContentBack) {
  const Value first("first text");
  Value target = first;
  target = Value("second text");
  EXPECT_EQ(RefsOf(first), 1u);
  target = first;
  target = *&target;
  EXPECT_EQ(RefsOf(first), 2u);
  EXPECT_EQ(target.as_text(), "first text");
}

TEST(ValueLifetime, AContainerHoldsItsElementsOnce) {
  const Value text("an element");
  {
    const Value list = Value::EmptyArray().Append(text).Append(text);
    EXPECT_EQ(RefsOf(text), 3u);
    const Value snapshot = list;
    EXPECT_EQ(RefsOf(text), 3u);
  }
  EXPECT_EQ(RefsOf(text), 1u);
}

TEST(ValueLifetime, WhatNoSnapshotSeesIsGivenBackWhenTheListGrows) {
  const Value text("seen by the longer list only");
  Value shorter = Value::EmptyArray().Append(1);
  { const Value longer = shorter.Append(text); }
  EXPECT_EQ(RefsOf(text), 2u) << "the shared tail still holds it";
  shorter = std::move(shorter).Append(2);
  EXPECT_EQ(RefsOf(text), 1u);
  EXPECT_EQ(shorter.At(1).as_int(), 2);
}

TEST(ValueLifetime, ReplacedAndErasedPartsAreGivenBack) {
  const Value text("replaced");
  Value list = Value::EmptyArray().Append(text);
  list = std::move(list).SetAt(0, 1);
  Value object = Value::EmptyObject().Set(text, text);
  object = std::move(object).Set("other", 1).Erase("replaced");
  EXPECT_EQ(RefsOf(text), 1u);
}

TEST(ValueLifetime, DetachAndAdoptHandOneReferenceOn) {
  Value text("across the border");
  const Value keeper = text;
  const rep::RawValue raw = std::move(text).Detach();
  EXPECT_TRUE(text.is_null());
  EXPECT_EQ(RefsOf(keeper), 2u);
  EXPECT_EQ(Value::View(raw).as_text(), "across the border");
  { const Value adopted = Value::Adopt(raw); }
  EXPECT_EQ(RefsOf(keeper), 1u);
}

// Recursion of one frame a level would overflow the stack here.
TEST(ValueLifetime, EndsWithoutRecursionHoweverDeep) {
  Value array;
  Value object;
  for (int i = 0; i < 1'000'000; ++i) {
    array = Value::EmptyArray().Append(std::move(array));
    object = Value::EmptyObject().Set("k", std::move(object));
  }
  EXPECT_EQ(array.depth(), 1'000'000);
  EXPECT_EQ(object.depth(), 1'000'000);
}

TEST(ValueLifetime, AnOwnerWhoLeavesKeepsWhatOthersSee) {
  Value list = Value::EmptyArray();
  for (int i = 0; i < 5000; ++i) list = std::move(list).Append("element " + std::to_string(i));
  Value snapshot = list;
  list = std::move(list).SetAt(4321, "changed");
  EXPECT_EQ(snapshot.At(4321).as_text(), "element 4321");
  snapshot = nullptr;
  EXPECT_EQ(list.At(4321).as_text(), "changed");
  EXPECT_EQ(list.At(4320).as_text(), "element 4320");
}

}  // namespace
}  // namespace dashflow
