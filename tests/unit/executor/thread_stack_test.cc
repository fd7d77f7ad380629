// SPDX-License-Identifier: Apache-2.0
#include "host/executor/thread/thread_stack.h"

#include <gtest/gtest.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

namespace dashflow::executor {
namespace {

// A thread that waits to be let go.
class Waiter {
 public:
  explicit Waiter(bool deaf = false)
      : thread_([this, deaf] {
          if (deaf) Deafen();
          id_ = ThisThread();
          id_.notify_all();
          over_.wait(false);
        }) {
    id_.wait(0);
  }
  ~Waiter() {
    over_ = true;
    over_.notify_all();
    thread_.join();
  }
  pid_t id() const { return id_; }

 private:
  static void Deafen() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
  }

  std::atomic<pid_t> id_{0};
  std::atomic<bool> over_{false};
  std::thread thread_;
};

bool Mentions(const std::vector<std::string>& stack, const std::string& words) {
  for (const std::string& frame : stack)
    if (frame.find(words) != std::string::npos) return true;
  return false;
}

TEST(ThreadStackTest, ShowsWhereAThreadStands) {
  const Waiter waiter;
  const auto stack = StackOf(waiter.id());
  ASSERT_GT(stack.size(), 2U);
  EXPECT_TRUE(Mentions(stack, "libc.so.6 ")) << stack.front();
  EXPECT_TRUE(Mentions(stack, "executor_test")) << stack.front();
}

TEST(ThreadStackTest, OneAfterTheOther) {
  const Waiter first;
  const Waiter second;
  EXPECT_FALSE(StackOf(first.id()).empty());
  EXPECT_FALSE(StackOf(second.id()).empty());
  EXPECT_FALSE(StackOf(first.id()).empty());
}

TEST(ThreadStackTest, OfNobodyThereIsNone) {
  pid_t gone = 0;
  std::thread([&gone] { gone = ThisThread(); }).join();
  EXPECT_TRUE(StackOf(gone).empty());
  EXPECT_TRUE(NameOfThread(gone).empty());
}

TEST(ThreadStackTest, WhoDoesNotListenDoesNotDisturbTheNext) {
  const Waiter deaf(true);
  const Waiter waiter;
  EXPECT_TRUE(StackOf(deaf.id()).empty());
  EXPECT_FALSE(StackOf(waiter.id()).empty());
}

TEST(ThreadStackTest, ItsOwnToo) { EXPECT_FALSE(StackOf(ThisThread()).empty()); }

}  // namespace
}  // namespace dashflow::executor
