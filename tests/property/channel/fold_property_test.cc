// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "host/channel/channel.h"
#include "tests/property/channel/writes.h"

namespace dashflow::channel {
namespace {

class FoldPropertyTest : public testing::TestWithParam<const Reducer*> {};
INSTANTIATE_TEST_SUITE_P(Each, FoldPropertyTest,
                         testing::ValuesIn(BuiltinReducers().begin(), BuiltinReducers().end()),
                         [](const auto& param_info) {
                           return std::string(param_info.param->name());
                         });

std::vector<const Write*> Pointers(const std::vector<Write>& writes) {
  std::vector<const Write*> pointers;
  for (const Write& write : writes) pointers.push_back(&write);
  return pointers;
}

std::vector<Write> WritesOf(const std::vector<Value>& values) {
  std::vector<Write> writes;
  for (const Value& value : values) writes.push_back({.value = value});
  return writes;
}

// How writes are spread over supersteps does not matter, and neither does a snapshot in between.
TEST_P(FoldPropertyTest, TheStateIsTheFoldOfTheWrites) {
  const Channel channel{
      .name = "c", .keep = Keep::kReduced, .reducer = GetParam(), .initial = {}, .schema = {}};
  EXPECT_TRUE(rc::check([&] {
    const auto values = *rc::gen::container<std::vector<Value>>(ValuesOf(*GetParam()));
    const auto writes = WritesOf(values);
    const auto pointers = Pointers(writes);
    const auto cut =
        static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(writes.size()) + 1));
    Slot whole = InitialSlot(channel);
    Slot parts = whole;
    const bool one = Fold(channel, whole, pointers).has_value();
    const bool first = Fold(channel, parts, std::span(pointers).first(cut)).has_value();
    const Value snapshot = parts.value;
    const std::uint64_t before = snapshot.Hash();
    const bool second = Fold(channel, parts, std::span(pointers).subspan(cut)).has_value();
    RC_ASSERT(snapshot.Hash() == before);
    RC_ASSERT(one == (first && second));
    if (one) RC_ASSERT(whole.value == parts.value);
  }));
}

// Random writes of every kind: a fold succeeds or leaves the slot as it was.
TEST_P(FoldPropertyTest, AFailedFoldChangesNothing) {
  const Channel channel{
      .name = "c", .keep = Keep::kReduced, .reducer = GetParam(), .initial = {}, .schema = {}};
  EXPECT_TRUE(rc::check([&] {
    const auto any =
        rc::gen::oneOf(Scalar(), List(), Object(), Number(), Messages(), ValuesOf(*GetParam()));
    auto writes = WritesOf(*rc::gen::container<std::vector<Value>>(any));
    for (Write& write : writes)
      write.mode = *rc::gen::weightedElement<WriteMode>(
          {{9, WriteMode::kReduce}, {1, WriteMode::kOverwrite}});
    Slot slot = InitialSlot(channel);
    static_cast<void>(Fold(channel, slot, Pointers(WritesOf({*ValuesOf(*GetParam())}))));
    const Slot before = slot;
    const std::uint64_t hash = before.value.Hash();
    const auto changed = Fold(channel, slot, Pointers(writes));
    RC_ASSERT(before.value.Hash() == hash);
    if (changed.has_error()) {
      RC_ASSERT(slot.value == before.value);
      RC_ASSERT(slot.has == before.has);
    }
  }));
}

}  // namespace
}  // namespace dashflow::channel
