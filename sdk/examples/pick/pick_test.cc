// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>

namespace sdk = dashflow::sdk;
using sdk::Value;
using sdk::testing::FakeHost;
using sdk::testing::FakeRun;

namespace {

TEST(Tally, CountsVotesFromNothing) {
  FakeHost host(dashflow_plugin_entry_1);
  Value counts = host.ReducerStart("tally");
  for (const char* vote : {"tea", "coffee", "tea"}) counts = host.Reduce("tally", counts, vote);
  EXPECT_EQ(counts, Value::FromJson(R"({"tea":2,"coffee":1})"));
}

TEST(Tally, ObeysItsLaws) {
  FakeHost host(dashflow_plugin_entry_1);
  const Value a = Value::FromJson(R"({"tea":2})");
  const Value b = Value::FromJson(R"({"tea":1,"water":5})");
  const Value c = Value::FromJson(R"({"water":7})");
  EXPECT_EQ(host.Reduce("tally", a, b), host.Reduce("tally", b, a));
  EXPECT_EQ(host.Reduce("tally", host.Reduce("tally", a, b), c),
            host.Reduce("tally", a, host.Reduce("tally", b, c)));
}

TEST(Tally, RefusesWhatIsNoVote) {
  FakeHost host(dashflow_plugin_entry_1);
  EXPECT_THROW(host.Reduce("tally", host.ReducerStart("tally"), 3), sdk::Error);
}

TEST(Choose, AsksFirstAndWritesTheAnswerThen) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto node = host.Create("pick.choose", R"({"from":"teas","to":"tea"})");
  const Value teas = Value::FromJson(R"(["green","black"])");
  const FakeRun first = node.Call().Channel("teas", teas).Channel("tea").Run();
  EXPECT_EQ(first.status, DF_INTERRUPTED);
  ASSERT_EQ(first.questions.size(), 1u);
  EXPECT_EQ(first.questions[0].schema, Value::FromJson(R"({"enum":["green","black"]})"));
  const FakeRun second = node.Call().Channel("teas", teas).Channel("tea").Answer("green").Run();
  EXPECT_EQ(second.status, DF_OK);
  EXPECT_EQ(second.Written("tea"), "green");
  EXPECT_EQ(second.writes[0].mode, sdk::WriteMode::kOverwrite);
}

TEST(Choose, FailsWhenTheChannelIsNotThere) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto node = host.Create("pick.choose", R"({"from":"teas","to":"tea"})");
  EXPECT_EQ(node.Call().Run().status, DF_INVALID_INPUT);
}

}  // namespace
