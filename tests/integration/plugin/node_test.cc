// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/plugin/fixture_registry.h"

namespace dashflow::plugin {
namespace {

using graph::Outcome;
using testing::ElementsAre;
using testing::HasSubstr;

class PluginNodeTest : public testing::Test {
 protected:
  // Runs a node type of `probe` on `call` and gives what it emitted first.
  Value Run(std::string_view type, FakeCall& call, Outcome expected = Outcome::kDone) {
    const auto node = host_.Create("probe." + std::string(type));
    EXPECT_EQ(node->Run(call), expected);
    return call.emitted.empty() ? Value() : call.emitted.front().second;
  }

  FixtureRegistry host_;
};

TEST_F(PluginNodeTest, ReadsAnInputAndEmitsAnOutput) {
  FakeCall call({41});
  EXPECT_EQ(Run("add_one", call), Value(42));
  EXPECT_EQ(call.emitted.front().first, 0u);
}

TEST_F(PluginNodeTest, SharesWhatItPassesOn) {
  const Value big = Json(R"({"list":[1,2,3],"text":"a text of some length"})");
  FakeCall call({big});
  EXPECT_TRUE(Run("echo", call).SharesWith(big));
}

TEST_F(PluginNodeTest, TakesValuesApartAndTogether) {
  const Value given = Json(R"([1,2.5,"x",{"y":null}])");
  FakeCall call({given});
  const Value result = Run("values", call);
  EXPECT_EQ(result, Json(R"({"flat_equal":1,"json_equal":1,"hash_equal":1,"walked":4,
      "list":[[1,2.5,"x",{"y":null}]],"object":{"a":1,"b":true},"text":"borrowed"})"));
}

TEST_F(PluginNodeTest, ReadsAndWritesChannels) {
  FakeCall call;
  call.channels["count"] = Value(4);
  call.channels["unset"] = std::nullopt;
  call.channels["words"] = Value("before");
  const Value result = Run("open", call);
  EXPECT_EQ(result,
            Json(R"({"read":0,"count":4,"read_unset":0,"read_missing":16,"has":1,"has_unset":0,
      "write":0,"overwrite":0})"));
  EXPECT_THAT(call.written,
              ElementsAre(testing::Pair("count", Value(5)), testing::Pair("words", Value("over"))));
  EXPECT_THAT(call.modes, ElementsAre(channel::WriteMode::kReduce, channel::WriteMode::kOverwrite));
}

TEST_F(PluginNodeTest, FailsWhenItWroteAChannelThatIsNotDeclared) {
  FakeCall call;
  Run("open", call, Outcome::kFailed);
  EXPECT_EQ(call.errors.at(0).code(), "undeclared_channel");
}

TEST_F(PluginNodeTest, GivesCommands) {
  FakeCall call;
  EXPECT_EQ(Run("commands", call),
            Json(R"({"jump":0,"send":0,"parent":0,"called":0,"output":101})"));
  EXPECT_THAT(call.commands, ElementsAre("jump next", "send worker parent", "update total"));
  EXPECT_EQ(call.sent.at(0), Json(R"({"item":7})"));
}

TEST_F(PluginNodeTest, AsksAndStartsAgainWithTheAnswer) {
  FakeCall first;
  Run("ask", first, Outcome::kInterrupted);
  EXPECT_EQ(first.questions.at(0), Value("go on?"));
  EXPECT_TRUE(first.emitted.empty());
  FakeCall second;
  second.answers.push_back(Json(R"({"yes":true})"));
  EXPECT_EQ(Run("ask", second), Json(R"({"yes":true})"));
}

TEST_F(PluginNodeTest, SpeaksToReadersAndLogs) {
  FakeCall call;
  EXPECT_EQ(Run("speak", call), Json(R"({"custom":0,"token":0,"debug":0})"));
  EXPECT_THAT(call.customs, ElementsAre(Value("half way")));
  EXPECT_THAT(call.tokens, ElementsAre("Hel"));
  EXPECT_THAT(call.lines, ElementsAre("in the call"));
  EXPECT_THAT(host_.log.lines(), ElementsAre(R"(probe: outside "half way")"));
}

TEST_F(PluginNodeTest, EvaluatesExpressionsOnChannelsAndExtraNames) {
  FakeCall call({Value("count + state.count + item.n"), Json(R"({"item":{"n":5}})")});
  call.channels["count"] = Value(10);
  EXPECT_EQ(Run("judge", call), Value(25));
  FakeCall hidden({Value("count"), Json(R"({"count":1})")});
  hidden.channels["count"] = Value(10);
  EXPECT_EQ(Run("judge", hidden), Value(1));
  FakeCall unset({Value("count == null"), Value()});
  unset.channels["count"] = std::nullopt;
  EXPECT_EQ(Run("judge", unset), Value(true));
}

TEST_F(PluginNodeTest, SaysWhyAnExpressionFails) {
  FakeCall bad({Value("1 +"), Value()});
  EXPECT_THAT(std::string(Run("judge", bad).as_text()), testing::Not(testing::IsEmpty()));
  FakeCall unknown({Value("nobody > 1"), Value()});
  EXPECT_THAT(std::string(Run("judge", unknown).as_text()), HasSubstr("nobody"));
  FakeCall not_text({Value("'\xff'"), Value()});
  EXPECT_TRUE(Run("judge", not_text).is_string());
}

TEST_F(PluginNodeTest, KnowsItsCall) {
  FakeCall call;
  const Value facts = Run("facts", call);
  EXPECT_EQ(facts.Set("random", 0),
            Json(R"({"thread":"thread-1","key":"key-1","attempt":2,"step":5,"deadline":77,
      "cancelled":0,"slept":0,"arena":1,"answers":0,"unix":1000,"mono":50,"random":0,"registered":1})"));
  EXPECT_EQ(call.progress, 1);
  EXPECT_EQ(call.slept, 10);
  EXPECT_THAT(call.deregistered, ElementsAre(1u));
}

TEST_F(PluginNodeTest, SaysWhyItFails) {
  FakeCall call;
  Run("fail", call, Outcome::kFailed);
  ASSERT_EQ(call.errors.size(), 1u);
  const Error& error = call.errors.front();
  EXPECT_EQ(error.code(), "quota_exceeded");
  EXPECT_EQ(error.category(), ErrorCategory::kExhausted);
  EXPECT_TRUE(error.retryable());
  EXPECT_EQ(error.retry_after(), std::chrono::seconds(5));
  EXPECT_EQ(error.cause(), R"({"limit":3})");
  EXPECT_EQ(error.resource(), "probe.fail");
}

TEST_F(PluginNodeTest, IsMadeFromItsConfiguration) {
  const auto node = host_.Create("probe.answer", Json(R"({"status":17})"));
  FakeCall call;
  EXPECT_EQ(node->Run(call), Outcome::kFailed);
  EXPECT_EQ(call.errors.at(0).category(), ErrorCategory::kTransient);
  const auto refused = host_.registry.Find("probe.answer")->Create(Value::EmptyObject());
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "setting_refused");
  EXPECT_EQ(refused.error().cause(), "status is missing");
}

}  // namespace
}  // namespace dashflow::plugin
