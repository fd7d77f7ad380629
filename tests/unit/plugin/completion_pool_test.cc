// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/call/completion_pool.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>
#include <vector>

#include "host/plugin/call/call_frame.h"
#include "tests/unit/plugin/fake_call.h"
#include "tests/unit/plugin/test_services.h"

namespace dashflow::plugin {
namespace {

class CompletionPoolTest : public testing::Test {
 protected:
  KeptLog log_;
  CompletionPool pool_{log_};
  FakeCall call_;
  CallContext context_{};
  Handoff handoff_;
  CallFrame frame_{call_, context_, nullptr, handoff_};
};

TEST_F(CompletionPoolTest, GivesTheCallOnce) {
  df_completion* completion = pool_.Open(frame_);
  EXPECT_EQ(pool_.open(), 1u);
  EXPECT_EQ(CompletionPool::Close(completion), &frame_);
  EXPECT_EQ(pool_.open(), 0u);
  EXPECT_EQ(CompletionPool::Close(completion), nullptr);
  EXPECT_EQ(pool_.misuses(), 1u);
  EXPECT_EQ(log_.lines().size(), 1u);
}

TEST_F(CompletionPoolTest, KnowsAnOldCompletionWhileOthersComeAndGo) {
  df_completion* old = pool_.Open(frame_);
  CompletionPool::Close(old);
  for (int i = 0; i < 1000; ++i) {
    df_completion* other = pool_.Open(frame_);
    EXPECT_NE(other, old);
    ASSERT_EQ(CompletionPool::Close(old), nullptr);
    ASSERT_EQ(CompletionPool::Close(other), &frame_);
  }
  EXPECT_EQ(pool_.misuses(), 1000u);
}

TEST_F(CompletionPoolTest, TellsOpenOnesApart) {
  std::vector<df_completion*> all;
  for (int i = 0; i < 300; ++i) all.push_back(pool_.Open(frame_));
  EXPECT_EQ(pool_.open(), 300u);
  for (df_completion* completion : all) EXPECT_EQ(CompletionPool::Close(completion), &frame_);
  EXPECT_EQ(pool_.misuses(), 0u);
}

TEST_F(CompletionPoolTest, LetsOneOfTwoThreadsWin) {
  for (int round = 0; round < 200; ++round) {
    df_completion* completion = pool_.Open(frame_);
    std::atomic<int> winners{0};
    const auto close = [&] {
      if (CompletionPool::Close(completion) != nullptr) ++winners;
    };
    std::thread other(close);
    close();
    other.join();
    ASSERT_EQ(winners, 1);
  }
  EXPECT_EQ(pool_.misuses(), 200u);
}

TEST_F(CompletionPoolTest, TakesNull) { EXPECT_EQ(CompletionPool::Close(nullptr), nullptr); }

}  // namespace
}  // namespace dashflow::plugin
