// SPDX-License-Identifier: Apache-2.0
#include "host/control/listener.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <future>
#include <string>
#include <vector>

#include "host/control/holder_call.h"
#include "host/control/socket_file.h"
#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"

namespace dashflow::control {
namespace {

constexpr std::array<int, 3> kStreams{0, 1, 2};

class ListenerTest : public ::testing::Test {
 protected:
  std::unique_ptr<Listener> Listen(Listener::Run run) {
    auto listener = Listener::Open(path, "1.0.0", std::move(run));
    EXPECT_TRUE(listener.has_value());
    return std::move(listener).value();
  }
  HolderCall Begin(std::string version = "1.0.0") {
    auto call = HolderCall::To(path);
    EXPECT_TRUE(call.has_value() && call.value());
    EXPECT_TRUE((*call)->Begin({std::move(version), "/", {"word"}}, kStreams).has_value());
    return **std::move(call);
  }

  sdk::testing::TemporaryFolder folder;
  const std::filesystem::path path = SocketOf(folder.path() + "/store");
};

TEST_F(ListenerTest, GivesTheStatusBack) {
  std::vector<std::string> words;
  const auto listener = Listen([&](Call& call) {
    words = call.request().arguments;
    return 7;
  });
  EXPECT_EQ(Begin().End().value(), 7);
  EXPECT_EQ(words, std::vector<std::string>{"word"});
}

TEST_F(ListenerTest, ServesSeveralAtOnce) {
  std::promise<void> second;
  auto came = second.get_future().share();
  std::atomic<int> calls{0};
  const auto listener = Listen([&](Call&) {
    if (++calls == 2) second.set_value();
    came.wait();
    return 0;
  });
  const HolderCall one = Begin();
  const HolderCall other = Begin();
  EXPECT_EQ(one.End().value() + other.End().value(), 0);
}

int WaitForSignal(Call& call) {
  std::promise<int> signal;
  call.Watch([&](int number) { signal.set_value(number); });
  const int number = signal.get_future().get();
  call.Watch({});
  return number;
}

TEST_F(ListenerTest, PassesSignalsOn) {
  const auto listener = Listen(WaitForSignal);
  const HolderCall call = Begin();
  call.Signal(SIGTERM);
  EXPECT_EQ(call.End().value(), SIGTERM);
}

TEST_F(ListenerTest, ACallerThatHangsUpIsAnInterrupt) {
  std::promise<int> signal;
  const auto listener = Listen([&](Call& call) {
    signal.set_value(WaitForSignal(call));
    return 0;
  });
  { const HolderCall call = Begin(); }
  EXPECT_EQ(signal.get_future().get(), SIGINT);
}

TEST_F(ListenerTest, RefusesAnotherRelease) {
  const auto listener = Listen([](Call&) { return 0; });
  const auto end = Begin("0.9.0").End();
  ASSERT_TRUE(end.has_error());
  EXPECT_EQ(end.error().code(), "holder_refused");
  EXPECT_NE(end.error().cause().find("0.9.0"), std::string::npos);
}

TEST_F(ListenerTest, EndsWhenItsCallsHave) {
  std::promise<void> begun;
  std::promise<void> may_end;
  std::atomic<bool> ended{false};
  auto listener = Listen([&](Call&) {
    begun.set_value();
    may_end.get_future().wait();
    ended.store(true);
    return 0;
  });
  const HolderCall call = Begin();
  begun.get_future().wait();
  std::thread ending([&] {
    listener.reset();
    EXPECT_TRUE(ended.load());
  });
  may_end.set_value();
  ending.join();
  EXPECT_EQ(call.End().value(), 0);
  EXPECT_FALSE(std::filesystem::exists(path));
  const auto late = HolderCall::To(path);
  EXPECT_TRUE(late.has_value() && !late.value());
}

TEST_F(ListenerTest, TakesThePlaceOfOneThatWasLeftOver) {
  { const auto left = ListenAt(path); }
  EXPECT_TRUE(std::filesystem::exists(path));
  const auto listener = Listen([](Call&) { return 3; });
  EXPECT_EQ(Begin().End().value(), 3);
}

TEST_F(ListenerTest, LeavesAFileInItsPlaceAlone) {
  std::filesystem::create_directory(path);
  const auto listener = Listener::Open(path, "1.0.0", [](Call&) { return 0; });
  ASSERT_TRUE(listener.has_error());
  EXPECT_EQ(listener.error().code(), "control_socket");
  EXPECT_TRUE(std::filesystem::is_directory(path));
}

}  // namespace
}  // namespace dashflow::control
