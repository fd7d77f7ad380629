// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "host/value/json.h"
#include "host/value/value.h"
#include "host/value/value_iterate.h"

namespace dashflow {
namespace {

std::string Key(int i) { return "key " + std::to_string(i); }

Value Numbered(int count) {
  Value object = Value::EmptyObject();
  for (int i = 0; i < count; ++i) object = std::move(object).Set(Key(i), i);
  return object;
}

std::vector<std::string> KeysOf(const Value& object) {
  std::vector<std::string> keys;
  object.ForEachMember([&](const Value& key, const Value&) { keys.emplace_back(key.as_text()); });
  return keys;
}

// Around the border between the linear scan and the index (16), and around those of the vector.
TEST(Object, FindsWhatWasSet) {
  for (const int count : {0, 1, 2, 15, 16, 17, 18, 32, 33, 528, 529, 5000}) {
    SCOPED_TRACE(count);
    const Value object = Numbered(count);
    ASSERT_EQ(object.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      const Value* found = object.Find(Key(i));
      ASSERT_NE(found, nullptr) << i;
      ASSERT_EQ(found->as_int(), i);
    }
    EXPECT_EQ(object.Find(Key(count)), nullptr);
    EXPECT_EQ(object.Find(""), nullptr);
  }
}

TEST(Object, KeepsTheOrderInWhichKeysCame) {
  for (const int count : {3, 16, 17, 200}) {
    const std::vector<std::string> keys = KeysOf(Numbered(count));
    ASSERT_EQ(keys.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) EXPECT_EQ(keys[static_cast<std::size_t>(i)], Key(i));
  }
}

TEST(Object, AKnownKeyKeepsItsPlace) {
  for (const int count : {5, 100}) {
    const Value before = Numbered(count);
    const Value after = before.Set(Key(1), "new");
    EXPECT_EQ(KeysOf(after), KeysOf(before));
    EXPECT_EQ(after.Find(Key(1))->as_text(), "new");
    EXPECT_EQ(before.Find(Key(1))->as_int(), 1);
    EXPECT_EQ(after.size(), before.size());
  }
}

TEST(Object, AnErasedKeyComesBackAtTheEnd) {
  for (const int count : {3, 16, 17, 100}) {
    const Value object = Numbered(count).Erase(Key(0)).Set(Key(0), "again");
    EXPECT_EQ(KeysOf(object).front(), Key(1));
    EXPECT_EQ(KeysOf(object).back(), Key(0));
    EXPECT_EQ(object.size(), static_cast<std::size_t>(count));
  }
}

TEST(Object, EraseLeavesSnapshotsAlone) {
  for (const int count : {1, 2, 16, 17, 40, 1000}) {
    SCOPED_TRACE(count);
    const Value before = Numbered(count);
    Value object = before;
    for (int i = 0; i < count; ++i) {
      object = object.Erase(Key(i));
      ASSERT_EQ(object.size(), static_cast<std::size_t>(count - i - 1));
      ASSERT_EQ(object.Find(Key(i)), nullptr);
      ASSERT_EQ(KeysOf(object).size(), object.size());
      if (i + 1 < count) {
        ASSERT_EQ(object.Find(Key(count - 1))->as_int(), count - 1);
      }
    }
    for (int i = 0; i < count; ++i) ASSERT_EQ(before.Find(Key(i))->as_int(), i);
    EXPECT_EQ(before, Numbered(count));
    EXPECT_EQ(object, Value::EmptyObject());
  }
}

TEST(Object, SnapshotsDoNotShareLaterKeys) {
  const Value before = Numbered(300);
  Value after = before;
  for (int i = 300; i < 400; ++i) after = after.Set(Key(i), i);
  for (int i = 0; i < 400; ++i) {
    ASSERT_EQ(before.Find(Key(i)) != nullptr, i < 300) << i;
    ASSERT_EQ(after.Find(Key(i))->as_int(), i);
  }
}

TEST(Object, EraseOfAnAbsentKeyIsTheSameValue) {
  const Value object = Numbered(20);
  EXPECT_TRUE(object.Erase("absent").SharesWith(object));
  EXPECT_TRUE(Value::EmptyObject().Erase("absent").empty());
}

TEST(Object, AQueueOfKeysDoesNotGrow) {
  Value object = Numbered(100);
  for (int i = 0; i < 20'000; ++i) object = object.Erase(Key(i)).Set(Key(i + 100), i + 100);
  EXPECT_EQ(object.size(), 100u);
  EXPECT_LT(object.MemoryEstimate(), 4 * Numbered(100).MemoryEstimate());
  EXPECT_EQ(KeysOf(object).front(), Key(20'000));
}

TEST(Object, SetCopiesOnlyThePath) {
  const Value before = Numbered(1000);
  const Value after = before.Set(Key(999), "x").Set(Key(1000), 1000);
  EXPECT_EQ(before.Find(Key(10)), after.Find(Key(10))) << "untouched members are shared";
  EXPECT_EQ(before.Find(Key(1000)), nullptr);
  EXPECT_EQ(after.Find(Key(1000))->as_int(), 1000);
}

TEST(Object, SharesTheKeyItIsGiven) {
  const Value key("a key");
  const Value one = Value::EmptyObject().Set(key, 1);
  const Value other = Value::EmptyObject().Set(key, 2);
  EXPECT_EQ(KeysOf(one), KeysOf(other));
  one.ForEachMember(
      [&](const Value& stored, const Value&) { EXPECT_TRUE(stored.SharesWith(key)); });
}

TEST(Object, TakesEveryTextAsKey) {
  const std::string nul("\0", 1);
  const Value object = Value::EmptyObject().Set("", 1).Set(nul, 2).Set("é", 3);
  EXPECT_EQ(object.Find("")->as_int(), 1);
  EXPECT_EQ(object.Find(nul)->as_int(), 2);
  EXPECT_EQ(object.Find("é")->as_int(), 3);
}

TEST(Object, HoldsItself) {
  Value object = Numbered(20);
  object = object.Set("self", object);
  EXPECT_EQ(*object.Find("self"), Numbered(20));
}

}  // namespace
}  // namespace dashflow
