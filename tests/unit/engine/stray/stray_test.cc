// SPDX-License-Identifier: Apache-2.0
#include "host/engine/stray/stray.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using namespace std::chrono_literals;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

// The first attempt stays until it is let go, whatever it is told; the others are done at once.
class StrayTest : public ::testing::TestWithParam<ExecClass> {
 protected:
  StrayTest() {
    host.engine().GiveGrace(1ms);
    host.types.Add("test.stays", {.inputs = {}, .outputs = {"n"}, .exec = GetParam()},
                   [this](Call& call) { return Stay(call); });
  }
  ~StrayTest() override { LetGo(); }

  Outcome Stay(Call& call) {
    const std::uint32_t attempt = call.facts().attempt;
    if (attempt == 1) {
      inside = true;
      inside.notify_all();
      left.wait(false);
      call.Text(graph::CallText::kTask);
      call.Text(graph::CallText::kIdempotencyKey);
    }
    call.Emit(0, static_cast<std::int64_t>(attempt));
    if (attempt != 1) return Outcome::kDone;
    call.Fail(Error("late", "nobody hears this"));
    return Outcome::kFailed;
  }
  // A run that is cancelled while the node is inside.
  RunResult CancelInside() {
    inside = false;
    RunRequest request;
    request.input = Json("{}");
    const ProgramPtr program = host.engine().Load(host.types.Compile(Flow(", timeout: 1h")));
    const RunHandle run = host.engine().Start(program, std::move(request)).value();
    inside.wait(false);
    run.Cancel();
    return run.Wait();
  }
  void LetGo() {
    left = true;
    left.notify_all();
  }
  static std::string Flow(const std::string& keys) {
    return "dashflow: 1\nname: stays\nstate: {n: {type: integer}}\nnodes:\n  a: {type: test.stays" +
           keys + "}\n  b: {type: test.stays}\nedges: [START -> a]\n";
  }

  std::atomic<bool> inside{false};
  std::atomic<bool> left{false};
  HostFixture host{HostFixture::On::kTbb};
};

INSTANTIATE_TEST_SUITE_P(Classes, StrayTest,
                         ::testing::Values(ExecClass::kCompute, ExecClass::kBlocking));

TEST_P(StrayTest, AfterATimeoutTheRunGoesOnByItsPolicy) {
  const auto result =
      host.Run(Flow(", timeout: 1s, retry: {attempts: 2, delay: 0s, errors: [timeout]}"), "{}");
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(result.output, Json(R"({"n":2})"));
}

TEST_P(StrayTest, WithoutAPolicyTheRunFailsWithTheTimeout) {
  const auto result = host.Run(Flow(", timeout: 5ms"), "{}");
  EXPECT_EQ(result.status, ThreadStatus::kFailed);
  EXPECT_EQ(result.error->code(), "node_timeout");
}

TEST_P(StrayTest, ItIsReportedWithItsStackAndReturnsToNobody) {
  const RunResult result = CancelInside();
  const std::string report = host.log.Await("has not returned");
  EXPECT_TRUE(report.starts_with("test: node 'a' (test.stays) of thread ")) << report;
  EXPECT_NE(report.find(GetParam() == ExecClass::kBlocking ? "'df-blocking'" : "'df-worker'"),
            std::string::npos)
      << report;
  host.log.Await(" #1 ");
  LetGo();
  host.log.Await("has returned at last");
  while (host.engine().HasStrays()) std::this_thread::yield();
  EXPECT_EQ(result.status, ThreadStatus::kCancelled);
}

TEST_P(StrayTest, ARunWhoseTimeIsOverDoesNotWaitForIt) {
  EXPECT_EQ(host.Run(Flow(""), "{}", {.timeout = 20ms}).status, ThreadStatus::kTimeout);
}

TEST_P(StrayTest, WhoReturnsInTimeIsNoStray) {
  host.engine().GiveGrace(1h);
  host.Run(Flow(", timeout: 5ms"), "{}");
  LetGo();
  while (host.engine().HasStrays()) std::this_thread::yield();
  EXPECT_TRUE(host.log.lines().empty());
}

// There are two workers, and more strays than that.
TEST_P(StrayTest, AnotherThreadTakesThePlaceOfItsOwn) {
  host.types.Add("test.quick", {.inputs = {}, .outputs = {"n"}, .exec = GetParam()},
                 [](Call& call) { return call.Emit(0, 7), Outcome::kDone; });
  for (int i = 0; i < 4; ++i) {
    CancelInside();
    EXPECT_TRUE(host.engine().HasStrays());
  }
  const auto result = host.Run(
      "dashflow: 1\nname: quick\nstate: {n: {type: integer}}\nnodes: {q: {type: test.quick, "
      "timeout: 1h}}\nedges: [START -> q]\n",
      "{}");
  EXPECT_EQ(result.output, Json(R"({"n":7})"));
}

}  // namespace
}  // namespace dashflow::engine
