// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>
#include <dashflow/testing/fake_host.hpp>

namespace sdk = dashflow::sdk;
using namespace std::chrono_literals;
using sdk::testing::FakeHost;
using sdk::testing::FakeRun;

namespace {

TEST(Wait, WaitsByTheClockOfTheHost) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto start = host.clock().mono_ns();
  const FakeRun run = host.Create("backoff.wait").Call().In("seconds", 3).Run();
  EXPECT_EQ(run.Out("waited"), 3);
  EXPECT_EQ(run.progress_count, 3);
  EXPECT_EQ(host.clock().mono_ns() - start, (3s / 1ns));
}

TEST(Wait, StopsWhenItIsCancelled) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto start = host.clock().mono_ns();
  const FakeRun run =
      host.Create("backoff.wait").Call().In("seconds", 60).CancelAfter(2500ms).Run();
  EXPECT_EQ(run.status, DF_CANCELLED);
  EXPECT_EQ(run.progress_count, 2);
  EXPECT_TRUE(run.outputs.empty());
  EXPECT_EQ(host.clock().mono_ns() - start, (2500ms / 1ns));
}

TEST(Flaky, SaysWhenToTryAgain) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto node = host.Create("backoff.flaky");
  const FakeRun second = node.Call().In("failures", 2).Attempt(2).Run();
  EXPECT_EQ(second.status, DF_TRANSIENT);
  ASSERT_TRUE(second.failure);
  EXPECT_EQ(second.failure->retry_after, 2s);
  EXPECT_EQ(second.failure->retryable, std::nullopt);
  EXPECT_EQ(node.Call().In("failures", 2).Attempt(3).Run().Out("attempts"), 3);
}

}  // namespace
