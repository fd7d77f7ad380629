// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/json.h"
#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using channel::Keep;

Compiled WithState(const std::string& state, const std::string& rest = {}) {
  return Compiled("dashflow: 1\nname: t\nstate:\n" + state +
                  "nodes:\n  n: {type: test.step}\nedges: [START -> n]\n" + rest);
}

const Channel& Find(const Compiled& compiled, std::string_view name) {
  return compiled.workflow().channels.at(compiled.workflow().FindChannel(name).value());
}

TEST(Channels, KeepWhatTheySay) {
  const Compiled compiled = WithState(
      "  one: {type: string}\n  latest: {keep: latest}\n  ephemeral: {keep: ephemeral}\n"
      "  untracked: {keep: untracked}\n  topic: {keep: topic}\n  all: {keep: topic, accumulate: "
      "true}\n"
      "  sum: {reduce: sum}\n  own: {reduce: test.last}\n  bare:\n");
  ASSERT_TRUE(compiled.ok()) << compiled.ErrorText();
  EXPECT_EQ(Find(compiled, "one").keep, Keep::kOne);
  EXPECT_EQ(Find(compiled, "latest").keep, Keep::kLatest);
  EXPECT_EQ(Find(compiled, "ephemeral").keep, Keep::kEphemeral);
  EXPECT_EQ(Find(compiled, "untracked").keep, Keep::kUntracked);
  EXPECT_EQ(Find(compiled, "topic").keep, Keep::kTopic);
  EXPECT_EQ(Find(compiled, "all").keep, Keep::kTopicAll);
  EXPECT_EQ(Find(compiled, "sum").keep, Keep::kReduced);
  EXPECT_EQ(Find(compiled, "sum").reducer->name(), "sum");
  EXPECT_EQ(Find(compiled, "own").reducer->name(), "test.last");
  EXPECT_TRUE(Find(compiled, "bare").schema.accepts_everything());
}

TEST(Channels, BeginAsDeclaredOrAsTheirReducer) {
  const Compiled compiled = WithState(
      "  a: {type: integer, default: 3}\n  b: {reduce: append}\n  c: {reduce: sum, default: 2}\n  "
      "d: {type: integer}\n"
      "  e: {type: integer, reduce: append, default: [1, 2]}\n  f: {reduce: test.last}\n");
  ASSERT_TRUE(compiled.ok()) << compiled.ErrorText();
  EXPECT_EQ(Find(compiled, "a").initial, Value(3));
  EXPECT_EQ(ToJson(Find(compiled, "b").initial.value()), "[]");
  EXPECT_EQ(Find(compiled, "c").initial, Value(2));
  EXPECT_EQ(Find(compiled, "d").initial, std::nullopt);
  EXPECT_EQ(ToJson(Find(compiled, "e").initial.value()), "[1,2]");
  EXPECT_EQ(Find(compiled, "f").initial, std::nullopt);
}

TEST(Channels, SchemaIsWhatTheLanguageDoesNotTake) {
  const Compiled compiled = WithState(
      "  a: {type: array, items: {type: string}, maxItems: 3, reduce: concat, x-ui: wide}\n");
  ASSERT_TRUE(compiled.ok()) << compiled.ErrorText();
  const Channel& channel = Find(compiled, "a");
  EXPECT_TRUE(channel.schema.Check(ParseJson(R"(["x"])").value()).has_value());
  EXPECT_TRUE(channel.schema.Check(ParseJson("[1]").value()).has_error());
  EXPECT_EQ(channel.schema.source().Find("reduce"), nullptr);
}

std::string InputOf(const Compiled& compiled) {
  std::string text;
  for (const InputChannel& input : compiled.workflow().input)
    text += compiled.workflow().channels.at(input.channel).name + (input.required ? "! " : " ");
  return text;
}

TEST(Interface, InputRequiresWhatHasNoDefaultAndNoReducer) {
  const std::string state =
      "  a: {type: string}\n  b: {default: 1}\n  c: {reduce: sum}\n  d: {}\n  p: {private: true}\n";
  const Compiled named = WithState(state, "input: [d, a, b, c]\n");
  EXPECT_EQ(InputOf(named), "d! a! b c ");
  EXPECT_EQ(InputOf(WithState(state, "input: ['a?', 'd']\n")), "a d! ");
  EXPECT_EQ(InputOf(WithState(state)), "a b c d ");
  EXPECT_EQ(InputOf(WithState(state, "input: []\n")), "");
}

TEST(Interface, OutputIsEveryChannelThatIsNotPrivate) {
  const std::string state = "  a: {}\n  p: {private: true}\n  b: {}\n";
  const Compiled all = WithState(state);
  EXPECT_EQ(all.workflow().output, (std::vector<channel::ChannelId>{0, 2}));
  const Compiled named = WithState(state, "output: [b]\n");
  EXPECT_EQ(named.workflow().output, (std::vector<channel::ChannelId>{2}));
}

}  // namespace
}  // namespace dashflow::graph
