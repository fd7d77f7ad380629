// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <optional>

#include "host/channel/channel.h"

namespace dashflow::channel {
namespace {

// Supersteps of writes, each at most two, as people think of them.
using Supersteps = std::vector<std::vector<std::int64_t>>;

constexpr std::array kKinds = {Keep::kOne,       Keep::kLatest,    Keep::kAfterFinish,
                               Keep::kEphemeral, Keep::kUntracked, Keep::kTopic,
                               Keep::kTopicAll};

bool TakesOne(Keep keep) {
  return keep == Keep::kOne || keep == Keep::kEphemeral || keep == Keep::kUntracked;
}

Value ListOf(const std::vector<std::int64_t>& elements) {
  Value list = Value::EmptyArray();
  for (const std::int64_t element : elements) list = std::move(list).Append(element);
  return list;
}

// What the channel holds after these supersteps, by its rule alone; nothing = no value.
std::optional<Value> Expected(Keep keep, const Supersteps& supersteps) {
  std::optional<Value> last;
  std::vector<std::int64_t> all;
  for (const auto& writes : supersteps) {
    if (TakesOne(keep) && writes.size() > 1) continue;  // refused
    if (!writes.empty()) last = writes.back();
    all.insert(all.end(), writes.begin(), writes.end());
    const bool expires = keep == Keep::kLatest || keep == Keep::kEphemeral;
    if (expires && writes.empty()) last.reset();
    if (keep != Keep::kTopic) continue;
    last.reset();
    if (!writes.empty()) last = ListOf(writes);
  }
  if (keep == Keep::kTopicAll && !all.empty()) return ListOf(all);
  return last;
}

std::string NameOfKind(const testing::TestParamInfo<Keep>& kind) {
  constexpr std::array kNames = {"One",       "Latest", "AfterFinish", "Ephemeral",
                                 "Untracked", "Topic",  "TopicAll"};
  return kNames.at(kind.index);
}

class KeepPropertyTest : public testing::TestWithParam<Keep> {};
INSTANTIATE_TEST_SUITE_P(Each, KeepPropertyTest, testing::ValuesIn(kKinds), NameOfKind);

Supersteps AnySupersteps() {
  return *rc::gen::container<Supersteps>(
      rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 3), [](std::size_t count) {
        return rc::gen::container<std::vector<std::int64_t>>(count, rc::gen::inRange<int>(0, 9));
      }));
}

Result<bool> FoldStep(const Channel& channel, Slot& slot, const std::vector<std::int64_t>& values) {
  std::vector<Write> writes;
  for (const std::int64_t value : values) writes.push_back({.value = value});
  std::vector<const Write*> pointers;
  for (const Write& write : writes) pointers.push_back(&write);
  return Fold(channel, slot, pointers);
}

TEST_P(KeepPropertyTest, AChannelHoldsWhatItsRuleSays) {
  const Channel channel{
      .name = "c", .keep = GetParam(), .reducer = nullptr, .initial = {}, .schema = {}};
  EXPECT_TRUE(rc::check([&] {
    const Supersteps supersteps = AnySupersteps();
    Slot slot = InitialSlot(channel);
    for (const auto& writes : supersteps) {
      const bool refused = TakesOne(GetParam()) && writes.size() > 1;
      RC_ASSERT(FoldStep(channel, slot, writes).has_value() == !refused);
    }
    Finish(slot);
    const auto expected = Expected(GetParam(), supersteps);
    RC_ASSERT(slot.has == expected.has_value());
    if (expected) RC_ASSERT(slot.value == *expected);
  }));
}

TEST_P(KeepPropertyTest, ARefusedSuperstepChangesNothing) {
  const Channel channel{
      .name = "c", .keep = GetParam(), .reducer = nullptr, .initial = {}, .schema = {}};
  EXPECT_TRUE(rc::check([&] {
    Slot slot = InitialSlot(channel);
    for (const auto& writes : AnySupersteps()) {
      const Slot before = slot;
      if (FoldStep(channel, slot, writes).has_value()) continue;
      RC_ASSERT(slot.value == before.value);
      RC_ASSERT(slot.has == before.has && slot.held == before.held);
    }
  }));
}

TEST_P(KeepPropertyTest, WithoutWritesItChangesOnceAtMost) {
  const Channel channel{
      .name = "c", .keep = GetParam(), .reducer = nullptr, .initial = {}, .schema = {}};
  EXPECT_TRUE(rc::check([&] {
    Slot slot = InitialSlot(channel);
    for (const auto& writes : AnySupersteps()) static_cast<void>(FoldStep(channel, slot, writes));
    static_cast<void>(FoldStep(channel, slot, {}));
    RC_ASSERT(!FoldStep(channel, slot, {}).value());
  }));
}

}  // namespace
}  // namespace dashflow::channel
