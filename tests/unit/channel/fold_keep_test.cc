// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/unit/channel/channels.h"

namespace dashflow::channel {
namespace {

using testing::HasSubstr;

TEST(FoldKeepTest, OneTakesOneWrite) {
  const Channel channel = Keeping(Keep::kOne);
  EXPECT_EQ(After(channel, {}), "-");
  EXPECT_EQ(After(channel, {{Reduce("1")}}), "1");
  EXPECT_EQ(After(channel, {{Reduce("1")}, {}, {Reduce("2")}, {}}), "2");
  EXPECT_EQ(After(channel, {{Overwrite("3")}}), "3");
  EXPECT_EQ(After(channel, {{Reduce("1"), Reduce("1")}}), "concurrent_write");
}

TEST(FoldKeepTest, TheErrorNamesTheChannelAndKeepsTheSlot) {
  Channel channel = Keeping(Keep::kOne);
  channel.name = "hello";
  Slot slot{.value = 1, .version = 4, .has = true};
  const auto changed = FoldAll(channel, slot, {Reduce("2"), Reduce("3")});
  ASSERT_TRUE(changed.has_error());
  EXPECT_EQ(changed.error().resource(), "hello");
  EXPECT_THAT(changed.error().message(), HasSubstr("'hello'"));
  EXPECT_EQ(slot.value, Value(1));
  EXPECT_EQ(slot.version, 4);
}

TEST(FoldKeepTest, LatestIsEmptyAfterASuperstepWithout) {
  const Channel channel = Keeping(Keep::kLatest);
  EXPECT_EQ(After(channel, {{Reduce("1"), Reduce("2")}}), "2");
  EXPECT_EQ(After(channel, {{Reduce("1")}, {}}), "-");
}

TEST(FoldKeepTest, EphemeralLivesForOneSuperstep) {
  const Channel channel = Keeping(Keep::kEphemeral);
  EXPECT_EQ(After(channel, {{Reduce("1")}}), "1");
  EXPECT_EQ(After(channel, {{Reduce("1")}, {}}), "-");
  EXPECT_EQ(After(channel, {{Reduce("1"), Reduce("2")}}), "concurrent_write");
}

TEST(FoldKeepTest, ADefaultComesBackWhenAValueExpires) {
  Channel channel = Keeping(Keep::kEphemeral);
  channel.initial = Value(7);
  EXPECT_EQ(After(channel, {}), "7");
  EXPECT_EQ(After(channel, {{Reduce("1")}, {}}), "7");
  Slot slot = InitialSlot(channel);
  EXPECT_FALSE(FoldAll(channel, slot, {}).value());
}

TEST(FoldKeepTest, UntrackedStays) {
  EXPECT_EQ(After(Keeping(Keep::kUntracked), {{Reduce("1")}, {}}), "1");
  EXPECT_EQ(After(Keeping(Keep::kUntracked), {{Reduce("1"), Reduce("2")}}), "concurrent_write");
}

TEST(FoldKeepTest, AfterFinishIsHeldUntilNothingElseIsDue) {
  const Channel channel = Keeping(Keep::kAfterFinish);
  Slot slot = InitialSlot(channel);
  EXPECT_FALSE(Finish(slot));
  EXPECT_TRUE(FoldAll(channel, slot, {Reduce("1"), Reduce("2")}).value());
  EXPECT_FALSE(slot.has);
  EXPECT_TRUE(Finish(slot));
  EXPECT_TRUE(slot.has);
  EXPECT_EQ(slot.value, Value(2));
  EXPECT_FALSE(Finish(slot));
  EXPECT_FALSE(FoldAll(channel, slot, {}).value());
  EXPECT_TRUE(FoldAll(channel, slot, {Reduce("null")}).value());
  EXPECT_FALSE(slot.has);
  EXPECT_TRUE(Finish(slot));
  EXPECT_TRUE(slot.value.is_null());
}

// The reference's case A10.
TEST(FoldKeepTest, TopicsJoinListsAndForget) {
  const std::vector<Write> writes = {Reduce(R"(["x","y"])"), Reduce(R"("z")")};
  EXPECT_EQ(After(Keeping(Keep::kTopic), {writes}), R"(["x","y","z"])");
  EXPECT_EQ(After(Keeping(Keep::kTopic), {writes, {Reduce("1")}}), "[1]");
  EXPECT_EQ(After(Keeping(Keep::kTopic), {writes, {}}), "-");
  EXPECT_EQ(After(Keeping(Keep::kTopicAll), {writes, {}, {Reduce("1")}}), R"(["x","y","z",1])");
}

TEST(FoldKeepTest, OnlyWhatExpiresChangesWithoutAWrite) {
  for (const Keep keep : {Keep::kOne, Keep::kLatest, Keep::kEphemeral, Keep::kUntracked,
                          Keep::kTopic, Keep::kTopicAll}) {
    const Channel channel = Keeping(keep);
    Slot slot = InitialSlot(channel);
    EXPECT_TRUE(FoldAll(channel, slot, {Reduce("1")}).value());
    EXPECT_EQ(FoldAll(channel, slot, {}).value(), Expires(keep));
    EXPECT_EQ(slot.has, !Expires(keep));
    EXPECT_FALSE(FoldAll(channel, slot, {}).value());
  }
}

}  // namespace
}  // namespace dashflow::channel
