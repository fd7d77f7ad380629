// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>
#include <dashflow/testing/fake_host.hpp>

namespace sdk = dashflow::sdk;
using namespace std::chrono_literals;
using sdk::testing::FakeHost;
using sdk::testing::FakeRun;

namespace {

TEST(Square, AnswersFromItsOwnThread) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto node = host.Create("later.square");
  auto call = node.Call();
  EXPECT_EQ(call.In("number", 12).Start(), DF_PENDING);
  const FakeRun run = call.Wait();
  EXPECT_EQ(run.status, DF_OK);
  EXPECT_EQ(run.Out("square"), 144);
  EXPECT_TRUE(run.misuse.empty());
}

TEST(Square, FailsWithItsOwnErrorBeforeItWaits) {
  FakeHost host(dashflow_plugin_entry_1);
  const FakeRun run = host.Create("later.square").Call().In("number", -1).Run();
  EXPECT_EQ(run.status, DF_INVALID_INPUT);
  ASSERT_TRUE(run.failure);
  EXPECT_EQ(run.failure->code, "negative");
}

TEST(Square, NoticesThatItWasCancelled) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto node = host.Create("later.square");
  auto call = node.Call();
  call.In("number", 2).Cancel();
  EXPECT_EQ(call.Run().status, DF_CANCELLED);
}

TEST(Alarm, GoesOffWhenItsTimeHasCome) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto node = host.Create("later.alarm", R"({"seconds": 1.5})");
  auto call = node.Call();
  EXPECT_EQ(call.In("value", "wake up").Start(), DF_PENDING);
  host.clock().Advance(1499ms);
  EXPECT_FALSE(call.completed());
  host.clock().Advance(1ms);
  EXPECT_TRUE(call.completed());
  EXPECT_EQ(call.Wait().Out("value"), "wake up");
}

TEST(Alarm, IsStoppedByACancel) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto node = host.Create("later.alarm", R"({"seconds": 60})");
  const FakeRun run = node.Call().In("value", 1).CancelAfter(1s).Run();
  EXPECT_EQ(run.status, DF_CANCELLED);
}

}  // namespace
