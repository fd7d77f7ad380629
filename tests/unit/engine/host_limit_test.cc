// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;
using testing::MapStore;

// `concurrency: {host: n}`: a limit over all runs of the host.
class HostLimit : public ::testing::TestWithParam<HostFixture::On> {
 protected:
  HostLimit() : host(GetParam()) {
    host.UseStore(store);
    host.types.Add("test.work",
                   {.inputs = {"item", "who"}, .outputs = {"log"}, .exec = ExecClass::kBlocking},
                   [this](Call& call) { return Work(call); });
  }

  Outcome Work(Call& call) {
    const int now = ++inside;
    int seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
    {
      const std::lock_guard lock(mutex);
      order.emplace_back(call.facts().inputs[1].as_text());
    }
    const bool cancelled = call.Sleep(std::chrono::nanoseconds(nap).count());
    --inside;
    if (cancelled) return call.Fail(Error("cancelled", "told to stop")), Outcome::kFailed;
    call.Emit(0, call.facts().inputs[0]);
    return Outcome::kDone;
  }

  ProgramPtr Load(const std::string& limits, const std::string& name = "limited") {
    return host.engine().Load(host.types.Compile("dashflow: 1\nname: " + name + R"(
state: {items: {type: array}, who: {type: string}, log: {reduce: append}}
output: [log]
nodes: {work: {type: test.work, in: {who: who}, concurrency: )" +
                                                 limits + R"(}}
edges:
  - {from: START, each: items, to: work, as: item}
)"));
  }
  RunHandle Start(const ProgramPtr& program, const std::string& who, int tasks) {
    std::string items;
    for (int i = 0; i < tasks; ++i) items += (i == 0 ? "" : ",") + std::to_string(i);
    RunRequest request;
    request.thread = who;
    request.input = Json(R"({"who":")" + who + R"(","items":[)" + items + "]}");
    return host.engine().Start(program, request).value();
  }

  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  std::mutex mutex;
  std::vector<std::string> order;  // whose tasks began
  std::chrono::milliseconds nap{2};
  MapStore store;
  HostFixture host;
};

INSTANTIATE_TEST_SUITE_P(On, HostLimit,
                         ::testing::Values(HostFixture::On::kSeeded, HostFixture::On::kTbb));

TEST_P(HostLimit, HoldsOverAllRunsAndAllOfThemEnd) {
  const ProgramPtr program = Load("{host: 2}");
  std::vector<RunHandle> runs;
  for (const char* who : {"a", "b", "c", "d"}) runs.push_back(Start(program, who, 6));
  for (const RunHandle& run : runs) EXPECT_EQ(run.Wait().output, Json(R"({"log":[0,1,2,3,4,5]})"));
  EXPECT_EQ(most, 2);
}

TEST_P(HostLimit, HoldsOverAllVersionsOfAWorkflowAndNotOverOthers) {
  std::vector<RunHandle> runs;
  runs.push_back(Start(Load("{host: 1}"), "a", 4));
  runs.push_back(Start(Load("{run: 3, host: 1}"), "b", 4));
  for (const RunHandle& run : runs) EXPECT_EQ(run.Wait().status, ThreadStatus::kDone);
  EXPECT_EQ(most, 1);
  runs.clear();
  runs.push_back(Start(Load("{host: 1}"), "c", 4));
  runs.push_back(Start(Load("{host: 1}", "other"), "d", 4));
  for (const RunHandle& run : runs) EXPECT_EQ(run.Wait().status, ThreadStatus::kDone);
  EXPECT_EQ(most, 2);
}

TEST_P(HostLimit, StandsBesideTheLimitOfTheRun) {
  EXPECT_EQ(Start(Load("{run: 2, host: 5}"), "a", 8).Wait().status, ThreadStatus::kDone);
  EXPECT_EQ(most, 2);
  most = 0;
  const ProgramPtr program = Load("{run: 2, host: 3}");
  std::vector<RunHandle> runs;
  for (const char* who : {"b", "c", "d"}) runs.push_back(Start(program, who, 6));
  for (const RunHandle& run : runs) EXPECT_EQ(run.Wait().status, ThreadStatus::kDone);
  EXPECT_EQ(most, 3);
}

TEST_P(HostLimit, LetsRunsTakeTurns) {
  const ProgramPtr program = Load("{host: 1}");
  const RunHandle many = Start(program, "many", 30);
  const RunHandle one = Start(program, "one", 1);
  EXPECT_EQ(one.Wait().status, ThreadStatus::kDone);
  EXPECT_EQ(many.Wait().status, ThreadStatus::kDone);
  const auto turn = std::ranges::find(order, "one") - order.begin();
  EXPECT_LT(turn, 25);  // not behind all that was there before
}

TEST_P(HostLimit, IsNotKeptByARunThatIsCancelledWhileItWaits) {
  nap = std::chrono::hours(1);
  const ProgramPtr program = Load("{host: 1}");
  const RunHandle holds = Start(program, "holds", 1);
  const RunHandle waits = Start(program, "waits", 3);
  waits.Cancel();
  EXPECT_EQ(waits.Wait().status, ThreadStatus::kCancelled);
  holds.Cancel();
  holds.Wait();
  nap = std::chrono::milliseconds(1);
  EXPECT_EQ(Start(program, "next", 3).Wait().status, ThreadStatus::kDone);
  EXPECT_EQ(most, 1);
}

}  // namespace
}  // namespace dashflow::engine
