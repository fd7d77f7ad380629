// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>

namespace sdk = dashflow::sdk;
using sdk::testing::FakeHost;
using sdk::testing::FakeRun;

namespace {

TEST(Shout, SaysItInCapitals) {
  FakeHost host(dashflow_plugin_entry_1);
  const FakeRun run = host.Create("shout.shout").Call().In("text", "hello").Run();
  EXPECT_EQ(run.status, DF_OK);
  EXPECT_EQ(run.Out("text"), "HELLO!");
}

TEST(Shout, TakesTheMarksOfItsSettingUnlessAnInputSaysOtherwise) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto node = host.Create("shout.shout", R"({"marks": 2})");
  EXPECT_EQ(node.Call().In("text", "a").Run().Out("text"), "A!!");
  EXPECT_EQ(node.Call().In("text", "a").In("marks", 0).Run().Out("text"), "A");
}

TEST(Shout, RefusesMoreMarksThanNine) {
  FakeHost host(dashflow_plugin_entry_1);
  const FakeRun run = host.Create("shout.shout").Call().In("text", "a").In("marks", 10).Run();
  ASSERT_TRUE(run.failure);
  EXPECT_EQ(run.failure->code, "bad_marks");
  EXPECT_EQ(run.status, DF_INVALID_INPUT);
}

TEST(Shout, RefusesAnInputOfAnotherType) {
  FakeHost host(dashflow_plugin_entry_1);
  const FakeRun run = host.Create("shout.shout").Call().In("text", 7).Run();
  ASSERT_TRUE(run.failure);
  EXPECT_EQ(run.failure->message, "The text is a value of kind integer, not string.");
}

}  // namespace
