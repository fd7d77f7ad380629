// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/unit/channel/channels.h"

namespace dashflow::channel {
namespace {

using testing::HasSubstr;

TEST(FoldReducedTest, WritesAreFoldedInTheirOrder) {
  EXPECT_EQ(After(Reduced("append"), {{Reduce("1"), Reduce("[2]")}, {Reduce("3")}}), "[1,[2],3]");
  EXPECT_EQ(After(Reduced("text"), {{Reduce("\"a\""), Reduce("\"b\"")}, {Reduce("\"c\"")}}),
            "\"abc\"");
}

TEST(FoldReducedTest, ItBeginsWithTheDefaultOrTheReducersStart) {
  EXPECT_EQ(After(Reduced("sum"), {}), "0");
  EXPECT_EQ(After(Reduced("min"), {}), "-");
  Channel channel = Reduced("sum");
  channel.initial = Value(10);
  EXPECT_EQ(After(channel, {{Reduce("1")}}), "11");
}

// The reference's case A04.
TEST(FoldReducedTest, AnOverwriteDropsTheOthers) {
  EXPECT_EQ(After(Reduced("concat"), {{Reduce("[\"START\"]")},
                                      {Reduce("[\"a\"]"), Overwrite("[\"b\"]"), Reduce("[\"c\"]")},
                                      {Reduce("[\"d\"]")}}),
            R"(["b","d"])");
  EXPECT_EQ(After(Reduced("concat"), {{Overwrite("[1]"), Overwrite("[1]")}}), "concurrent_write");
}

TEST(FoldReducedTest, TheValueFormOfOtherEnginesIsAnObject) {
  EXPECT_EQ(After(Reduced("append"), {{Reduce("1"), Reduce(R"({"__overwrite__":[]})")}}),
            R"([1,{"__overwrite__":[]}])");
}

TEST(FoldReducedTest, AnOverwriteMustLetTheReducerGoOn) {
  for (const auto& [reducer, whole] :
       std::vector<std::pair<const char*, const char*>>{{"append", "1"},
                                                        {"concat", "{}"},
                                                        {"union", "\"\""},
                                                        {"sum", "\"1\""},
                                                        {"merge", "[]"},
                                                        {"min", "{}"},
                                                        {"max", "true"},
                                                        {"and", "1"},
                                                        {"or", "null"},
                                                        {"text", "1"},
                                                        {"messages", "{}"}}) {
    EXPECT_EQ(After(Reduced(reducer), {{Overwrite(whole)}}), "invalid_update") << reducer;
  }
  EXPECT_EQ(After(Reduced("min"), {{Reduce("1")}, {Overwrite("null")}, {Reduce("5")}}), "5");
}

// Whatever fails in the middle, nothing of the superstep stays.
TEST(FoldReducedTest, TheSlotIsAsBeforeAfterAnError) {
  for (const auto& [reducer, good, bad] :
       std::vector<std::tuple<const char*, const char*, const char*>>{
           {"concat", "[1]", "2"},
           {"union", "[1]", "2"},
           {"sum", "1", "\"x\""},
           {"merge", R"({"a":1})", "[]"},
           {"min", "1", "\"x\""},
           {"and", "false", "0"},
           {"text", "\"a\"", "1"},
           {"messages", R"({"id":"a"})", "1"}}) {
    const Channel channel = Reduced(reducer);
    Slot slot = InitialSlot(channel);
    ASSERT_TRUE(FoldAll(channel, slot, {Reduce(good)}).value());
    const std::string before = ToJson(slot.value);
    const auto changed = FoldAll(channel, slot, {Reduce(good), Reduce(good), Reduce(bad)});
    ASSERT_TRUE(changed.has_error()) << reducer;
    EXPECT_EQ(changed.error().code(), "invalid_update");
    EXPECT_THAT(changed.error().message(),
                HasSubstr("channel 'c': " + std::string(reducer) + " takes"));
    EXPECT_EQ(ToJson(slot.value), before) << reducer;
    EXPECT_TRUE(slot.has);
  }
}

TEST(FoldReducedTest, AListThatOnlyTheSlotHoldsGrowsInPlace) {
  const Channel channel = Reduced("append");
  Slot slot = InitialSlot(channel);
  const auto append = [&] { return FoldAll(channel, slot, {Reduce("1")}).value(); };
  const auto last = [&] { return &slot.value.At(slot.value.size() - 1); };
  while (slot.value.size() < 40) ASSERT_TRUE(append());
  for (int i = 0; i < 9; ++i) ASSERT_TRUE(append());
  const Value* before = last();
  for (int i = 1; i <= 10; ++i) {
    ASSERT_TRUE(append());
    EXPECT_EQ(last(), before + i);
  }
}

TEST(FoldReducedTest, ASnapshotStaysAsItIs) {
  for (const char* reducer : {"append", "concat", "merge", "union", "messages"}) {
    const Channel channel = Reduced(reducer);
    Slot slot = InitialSlot(channel);
    const char* write = reducer == std::string("merge") ? R"({"a":1})" : R"([{"id":"a"}])";
    ASSERT_TRUE(
        FoldAll(channel, slot, {Reduce(reducer == std::string("append") ? "1" : write)}).value());
    const Value snapshot = slot.value;
    const std::string text = ToJson(snapshot);
    const char* more = reducer == std::string("merge") ? R"({"a":2})" : R"([{"id":"b"}])";
    ASSERT_TRUE(FoldAll(channel, slot, {Reduce(more)}).value());
    EXPECT_EQ(ToJson(snapshot), text);
    EXPECT_NE(slot.value, snapshot);
  }
}

TEST(FoldReducedTest, DepthIsBounded) {
  Value deep = 1;
  for (int i = 0; i < kMaxDepth; ++i) deep = Value::EmptyArray().Append(deep);
  const Write write{.value = deep};
  const Write* writes[] = {&write};
  const Channel channel = Reduced("append");
  Slot slot = InitialSlot(channel);
  const auto changed = Fold(channel, slot, writes);
  ASSERT_TRUE(changed.has_error());
  EXPECT_EQ(changed.error().code(), "value_too_deep");
  EXPECT_EQ(ToJson(slot.value), "[]");
}

}  // namespace
}  // namespace dashflow::channel
