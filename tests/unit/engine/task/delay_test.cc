// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/loader.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using std::chrono::hours;
using std::chrono::minutes;
using testing::HostFixture;

// `flaky` fails at its first `failures` attempts; beside it `stop` ends the host, in order or not.
class Delay : public ::testing::Test {
 protected:
  Delay() {
    host.UseStore(store);
    host.types.Add("test.flaky", {.inputs = {}, .outputs = {}}, [this](Call& call) {
      attempts.push_back(call.facts().attempt);
      if (attempts.size() > failures) return Outcome::kDone;
      call.Fail(Error("broken", "it broke"));
      return Outcome::kFailed;
    });
    host.types.Add("test.later", {.inputs = {}, .outputs = {}}, [this](Call& call) {
      attempts.push_back(call.facts().attempt);
      if (attempts.size() > 1) return Outcome::kDone;
      const WallTime when = host.executor().clock().Now() + hours(1);
      EXPECT_TRUE(call.SuspendUntil(when.time_since_epoch().count()).has_value());
      return Outcome::kSuspended;
    });
    host.types.Add("test.stop", {.inputs = {}, .outputs = {}}, [this](Call&) {
      if (std::exchange(stopped, true)) return Outcome::kDone;
      if (kill) store.before = [](const checkpoint::Batch&) { return StoreCode::kUnavailable; };
      host.engine().Drain();
      return Outcome::kDone;
    });
  }

  static std::string Flow(const std::string& delayed) {
    return "dashflow: 1\nname: flow\nnodes: {delayed: " + delayed +
           ", stop: {type: test.stop}}\nedges: [START -> delayed, START -> stop]\n";
  }
  // Runs until the host ends, and after `meanwhile` on a new one to its end; how long that waits.
  std::chrono::nanoseconds Wait(const std::string& yaml, std::chrono::nanoseconds meanwhile) {
    host.RunOn("t", yaml, "{}");
    store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
    host.Restart();
    host.Pass(meanwhile);
    const MonoTime begun = host.executor().clock().Mono();
    EXPECT_EQ(host.Resume("t", yaml).status, ThreadStatus::kDone);
    return host.executor().clock().Mono() - begun;
  }

  testing::MapStore store;
  HostFixture host;
  std::vector<std::uint32_t> attempts;
  std::size_t failures = 1;
  bool stopped = false;
  bool kill = false;
};

const std::string kRetry =
    "{type: test.flaky, retry: {attempts: 3, delay: 1h, max_delay: 1h, factor: 1, jitter: false, "
    "errors: [broken]}}";

TEST_F(Delay, OfARetryGoesOnAfterADrain) {
  const auto waited = Wait(Flow(kRetry), minutes(40));
  EXPECT_GT(waited, minutes(19));
  EXPECT_LE(waited, minutes(20));
  EXPECT_EQ(attempts, (std::vector<std::uint32_t>{1, 2}));
}

TEST_F(Delay, OfARetryGoesOnAfterAKill) {
  kill = true;
  const auto waited = Wait(Flow(kRetry), minutes(40));
  EXPECT_GT(waited, minutes(19));
  EXPECT_LE(waited, minutes(20));
  EXPECT_EQ(attempts, (std::vector<std::uint32_t>{1, 2}));
}

TEST_F(Delay, ThatIsOverMeanwhileIsNotWaitedFor) {
  EXPECT_LT(Wait(Flow(kRetry), hours(2)), minutes(1));
  EXPECT_EQ(attempts, (std::vector<std::uint32_t>{1, 2}));
}

TEST_F(Delay, TheCountIsKept) {
  failures = 9;
  host.RunOn("t", Flow(kRetry), "{}");
  host.Restart();
  EXPECT_EQ(host.Resume("t", Flow(kRetry)).status, ThreadStatus::kFailed);
  EXPECT_EQ(attempts, (std::vector<std::uint32_t>{1, 2, 3}));
}

TEST_F(Delay, OfASuspendedTaskGoesOn) {
  kill = true;
  const auto waited = Wait(Flow("{type: test.later}"), minutes(40));
  EXPECT_GT(waited, minutes(19));
  EXPECT_LE(waited, minutes(20));
  EXPECT_EQ(attempts, (std::vector<std::uint32_t>{1, 1}));
}

TEST_F(Delay, AShortOneIsNotWorthAnEntry) {
  host.RunOn("t",
             Flow("{type: test.flaky, retry: {attempts: 3, delay: 100ms, jitter: false, errors: "
                  "[broken]}}"),
             "{}");
  const auto record = checkpoint::Directory(store).Get("t").value();
  const auto loaded = checkpoint::Loader(store).LoadHead(record.stream).value();
  for (const auto& task : loaded.state.progress) EXPECT_EQ(task.due, WallTime());
}

}  // namespace
}  // namespace dashflow::engine
