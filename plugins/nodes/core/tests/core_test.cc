// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>

namespace {

using dashflow::sdk::Value;
using dashflow::sdk::ValueView;
using dashflow::sdk::testing::FakeHost;

class Core : public ::testing::Test {
 protected:
  FakeHost host{dashflow_plugin_entry_1};
};

TEST_F(Core, SetCopiesConstantsAndChannels) {
  const auto node = host.Create(
      "core.set",
      R"({"values": {"a": "b", "c": {"value": [1]}, "d": {"value": 2, "overwrite": true}}})");
  const auto run = node.Call().Channel("a").Channel("b", 7).Channel("c").Channel("d").Run();
  EXPECT_EQ(run.status, DF_OK);
  EXPECT_EQ(run.Written("a"), Value(7));
  EXPECT_EQ(run.Written("c").view().ToJson(), "[1]");
  ASSERT_EQ(run.writes.size(), 3U);
  EXPECT_EQ(run.writes[0].mode, dashflow::sdk::WriteMode::kReduce);
  EXPECT_EQ(run.writes[2].mode, dashflow::sdk::WriteMode::kOverwrite);
}

TEST_F(Core, SetAsksTheHostForExpressions) {
  host.SetEvaluator([](std::string_view source, auto&&...) {
    EXPECT_EQ(source, "n + 1");
    return Value(2);
  });
  const auto node = host.Create("core.set", R"({"values": {"n": {"cel": "n + 1"}}})");
  EXPECT_EQ(node.Call().Channel("n", 1).Run().Written("n"), Value(2));
}

TEST_F(Core, RouteJumpsToTheFirstTargetThatIsTrue) {
  host.SetEvaluator(
      [](std::string_view source, auto&&...) { return Value(source != "size(problems) > 0"); });
  const auto node = host.Create(
      "core.route",
      R"({"routes": [{"when": "size(problems) > 0", "to": "a"}, {"when": "true", "to": ["b", "c"]}, {"to": "d"}]})");
  const auto run = node.Call().Run();
  EXPECT_EQ(run.status, DF_OK);
  ASSERT_EQ(run.jumps.size(), 2U);
  EXPECT_EQ(run.jumps[0].node, "b");
  EXPECT_EQ(run.jumps[1].node, "c");
}

TEST_F(Core, RouteEndsWithWhatHasNoCondition) {
  host.SetEvaluator([](auto&&...) { return Value(false); });
  const auto node =
      host.Create("core.route", R"({"routes": [{"when": "late", "to": "a"}, {"to": "END"}]})");
  const auto run = node.Call().Run();
  ASSERT_EQ(run.jumps.size(), 1U);
  EXPECT_EQ(run.jumps[0].node, "END");
}

TEST_F(Core, RouteFailsWhenNothingIsTrueOrAConditionIsNoTruth) {
  host.SetEvaluator(
      [](std::string_view source, auto&&...) { return source == "n" ? Value(1) : Value(false); });
  const auto nothing = host.Create("core.route", R"({"routes": [{"when": "late", "to": "a"}]})");
  const auto none = nothing.Call().Run();
  ASSERT_TRUE(none.failure);
  EXPECT_EQ(none.failure->code, "no_case");
  EXPECT_TRUE(none.jumps.empty());
  const auto number = host.Create("core.route", R"({"routes": [{"when": "n", "to": "a"}]})");
  const auto odd = number.Call().Run();
  ASSERT_TRUE(odd.failure);
  EXPECT_EQ(odd.failure->code, "expression_failed");
}

TEST_F(Core, ARouteAfterTheLastIsRefusedWhenTheNodeIsMade) {
  EXPECT_ANY_THROW(host.Create("core.route", R"({"routes": [{"to": "a"}, {"to": "b"}]})"));
}

TEST_F(Core, TemplateRendersListsObjectsAndMissingNames) {
  const auto node = host.Create(
      "core.template",
      R"({"template": "{{title}}: {{#items}}{{path}}={{size.bytes}} {{/items}}{{nothing}}{{^none}}<&>{{/none}}"})");
  const Value items =
      Value::FromJson(R"([{"path":"a","size":{"bytes":1}},{"path":"b","size":{"bytes":2.5}}])");
  const auto run = node.Call().Channel("title", "T & Co").Channel("items", items).Run();
  EXPECT_EQ(run.Out("text"), Value("T & Co: a=1 b=2.5 <&>"));
}

TEST_F(Core, ABrokenTemplateIsRefusedWhenTheNodeIsMade) {
  EXPECT_ANY_THROW(host.Create("core.template", R"({"template": "{{#open}}"})"));
}

TEST_F(Core, DelayEndsAtItsTime) {
  const auto node = host.Create("core.delay", R"({"duration": "1.5s"})");
  const auto before = host.clock().mono_ns();
  EXPECT_EQ(node.Call().Run().status, DF_OK);
  EXPECT_EQ(host.clock().mono_ns() - before, 1'500'000'000);
}

TEST_F(Core, ADelayThatIsNoDurationIsRefused) {
  for (const char* bad : {"", "5", "5 s", "-1s", "1e30d", "soon"}) {
    EXPECT_ANY_THROW(host.Create("core.delay", std::string(R"({"duration": ")") + bad + "\"}"))
        << bad;
  }
}

TEST_F(Core, ApproveAsksAndThenGivesTheAnswer) {
  const auto node =
      host.Create("core.approve", R"({"question": "Take {{n}}?", "answer": {"type": "boolean"}})");
  const auto asked = node.Call().Channel("n", 3).Run();
  EXPECT_EQ(asked.status, DF_INTERRUPTED);
  ASSERT_EQ(asked.questions.size(), 1U);
  EXPECT_EQ(asked.questions[0].question, Value("Take 3?"));
  EXPECT_EQ(asked.questions[0].schema.view().ToJson(), R"({"type":"boolean"})");
  EXPECT_EQ(node.Call().Channel("n", 3).Answer(false).Run().Out("answer"), Value(false));
}

TEST_F(Core, FailFailsAsOftenAsItIsTold) {
  const auto node = host.Create(
      "core.fail", R"({"code": "busy", "message": "later", "times": 2, "category": "transient"})");
  const auto second = node.Call().Attempt(2).Run();
  ASSERT_TRUE(second.failure);
  EXPECT_EQ(second.failure->code, "busy");
  EXPECT_EQ(second.failure->category, dashflow::sdk::Category::kTransient);
  EXPECT_EQ(node.Call().Attempt(3).Run().status, DF_OK);
  EXPECT_TRUE(host.Create("core.fail", "{}").Call().Attempt(9).Run().failure);
}

}  // namespace
