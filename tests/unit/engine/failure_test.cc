// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/recording_sink.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

constexpr std::string_view kOne = R"(
dashflow: 1
name: one
state: {n: {type: integer}}
nodes: {a: {type: test.a)";

std::string One(const std::string& keys) {
  return std::string(kOne) + (keys.empty() ? "" : ", ") + keys + "}}\nedges: [START -> a]\n";
}

class Failing : public ::testing::TestWithParam<ExecClass> {
 protected:
  void AddFlaky(int failures, const char* code = "flaky") {
    host.types.Add("test.a", {.inputs = {}, .outputs = {"n"}, .exec = GetParam()},
                   [this, failures, code](Call& call) {
                     if (++calls <= failures) {
                       call.Fail(Error(code, "not yet").Category(ErrorCategory::kTransient, true));
                       return Outcome::kFailed;
                     }
                     call.Emit(0, static_cast<std::int64_t>(call.facts().attempt));
                     return Outcome::kDone;
                   });
  }
  HostFixture host;
  int calls = 0;
};

INSTANTIATE_TEST_SUITE_P(Classes, Failing,
                         ::testing::Values(ExecClass::kInline, ExecClass::kCompute,
                                           ExecClass::kBlocking));

TEST_P(Failing, IsRetriedAsOftenAsItsPolicySays) {
  AddFlaky(2);
  const RunResult result = host.Run(One("retry: {attempts: 3, delay: 1s}"), R"({"n":0})");
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(result.output, Json(R"({"n":3})"));
}

TEST_P(Failing, ItsEventsCountTheAttemptsFromOne) {
  AddFlaky(2);
  testing::RecordingSink sink;
  host.Run(One("retry: {attempts: 3}"), R"({"n":0})", {.sink = &sink});
  std::vector<std::int64_t> attempts;
  for (const Value& started : sink.Of(event::Type::kTaskStarted))
    attempts.push_back(started.Find("attempt")->as_int());
  EXPECT_EQ(attempts, (std::vector<std::int64_t>{1, 2, 3}));
}

TEST_P(Failing, FailsTheRunAfterTheLastAttempt) {
  AddFlaky(3);
  const RunResult result = host.Run(One("retry: {attempts: 3, delay: 0s}"), R"({"n":7})");
  EXPECT_EQ(result.status, ThreadStatus::kFailed);
  ASSERT_TRUE(result.error);
  EXPECT_EQ(result.error->code(), "flaky");
  EXPECT_EQ(result.error->place().node, "a");
  EXPECT_EQ(result.output, Json(R"({"n":7})"));
  EXPECT_EQ(calls, 3);
}

TEST_P(Failing, IsNotRetriedForAnotherError) {
  AddFlaky(1, "other");
  EXPECT_EQ(host.Run(One("retry: {attempts: 3, errors: [flaky]}"), R"({"n":0})").status,
            ThreadStatus::kFailed);
  EXPECT_EQ(calls, 1);
}

TEST_P(Failing, WritesOfTheWrongTypeFailTheTask) {
  host.types.Add("test.a", {.inputs = {}, .outputs = {"n"}, .exec = GetParam()}, [](Call& call) {
    call.Emit(0, "twelve");
    return Outcome::kDone;
  });
  const RunResult result = host.Run(One(""), R"({"n":7})");
  ASSERT_TRUE(result.error);
  EXPECT_EQ(result.error->code(), "channel_type");
  EXPECT_NE(result.error->message().find("'n'"), std::string::npos);
  EXPECT_EQ(result.output, Json(R"({"n":7})"));
}

TEST_P(Failing, AnUndeclaredChannelFailsTheTask) {
  host.types.Add(
      "test.a", {.inputs = {}, .outputs = {}, .exec = GetParam(), .open = true}, [](Call& call) {
        return call.Write("nowhere", 1, channel::WriteMode::kReduce).has_value() ? Outcome::kDone
                                                                                 : Outcome::kFailed;
      });
  const RunResult result = host.Run(One(""), R"({"n":7})");
  ASSERT_TRUE(result.error);
  EXPECT_EQ(result.error->code(), "undeclared_channel");
}

TEST(Timeout, GivesAnAttemptUpAndRetries) {
  HostFixture host(HostFixture::On::kTbb);
  std::atomic<int> calls{0};
  host.types.Add("test.a", {.inputs = {}, .outputs = {"n"}, .exec = ExecClass::kBlocking},
                 [&calls](Call& call) {
                   if (++calls == 1)
                     call.Sleep(std::chrono::nanoseconds(std::chrono::hours(1)).count());
                   call.Emit(0, static_cast<std::int64_t>(call.facts().attempt));
                   return Outcome::kDone;
                 });
  const RunResult result = host.Run(
      One("timeout: 20ms, retry: {attempts: 2, delay: 1ms, errors: [timeout]}"), R"({"n":0})");
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(result.output, Json(R"({"n":2})"));
}

TEST(Timeout, OfAnAsyncNodeDropsItsLateCompletion) {
  HostFixture host(HostFixture::On::kTbb);
  std::atomic<Call*> out{nullptr};
  host.types.Add("test.a", {.inputs = {}, .outputs = {"n"}, .exec = ExecClass::kAsync},
                 [&out](Call& call) {
                   call.BeginAsync();
                   out = &call;
                   return Outcome::kPending;
                 });
  const RunResult result = host.Run(One("timeout: 20ms"), R"({"n":0})");
  ASSERT_TRUE(result.error);
  EXPECT_EQ(result.error->code(), "node_timeout");
  out.load()->Emit(0, 5);
  out.load()->Complete(Outcome::kDone);
  EXPECT_EQ(result.output, Json(R"({"n":0})"));
}

TEST(Cancel, EndsARunThatSleepsAndKeepsWhatWasDone) {
  HostFixture host(HostFixture::On::kTbb);
  testing::MapStore store;
  host.UseStore(store);
  std::atomic<bool> asleep{false};
  std::atomic<bool> quick{false};
  host.types.Add("test.sleep", {.inputs = {}, .outputs = {"log"}, .exec = ExecClass::kBlocking},
                 [&](Call& call) {
                   asleep = true;
                   asleep.notify_all();
                   if (!quick) call.Sleep(std::chrono::nanoseconds(std::chrono::hours(1)).count());
                   if (*call.facts().cancelled != 0) {
                     call.Fail(Error("cancelled", "told to stop"));
                     return Outcome::kFailed;
                   }
                   call.Emit(0, "slept");
                   return Outcome::kDone;
                 });
  std::atomic<int> fast{0};
  host.types.Add("test.fast", {.inputs = {}, .outputs = {"log"}}, [&fast](Call& call) {
    ++fast;
    call.Emit(0, "fast");
    return Outcome::kDone;
  });
  const std::string yaml = R"(
dashflow: 1
name: cancel
state: {log: {reduce: append}}
nodes: {a: {type: test.fast}, b: {type: test.sleep}}
edges: [START -> a & b]
)";
  RunRequest request;
  request.thread = "t";
  request.input = Json("{}");
  const RunHandle handle =
      host.engine().Start(host.engine().Load(host.types.Compile(yaml)), request).value();
  asleep.wait(false);
  handle.Cancel();
  EXPECT_EQ(handle.Wait().status, ThreadStatus::kCancelled);
  quick = true;
  const RunResult resumed = host.Resume("t", yaml);
  EXPECT_EQ(resumed.status, ThreadStatus::kDone);
  EXPECT_EQ(resumed.output, Json(R"({"log":["fast","slept"]})"));
  EXPECT_EQ(fast, 1);
}

// Nothing of a run touches what the engine leaves behind; the sanitizers look at it.
TEST(Engine, MayEndAsSoonAsItsRunIsDone) {
  for (int i = 0; i < 30; ++i) {
    HostFixture host(HostFixture::On::kTbb);
    for (const auto exec : {ExecClass::kBlocking, ExecClass::kCompute}) {
      const std::string name = exec == ExecClass::kBlocking ? "test.slow" : "test.quick";
      host.types.Add(name, {.inputs = {}, .outputs = {"log"}, .exec = exec},
                     [](Call&) { return Outcome::kDone; });
    }
    const RunResult result = host.Run(R"(
dashflow: 1
name: short
state: {log: {reduce: append}}
nodes: {a: {type: test.slow}, b: {type: test.quick}}
edges: [START -> a & b]
)",
                                      "{}");
    EXPECT_EQ(result.status, ThreadStatus::kDone);
  }
}

TEST(RunTimeout, EndsTheRun) {
  HostFixture host;
  host.types.Add(
      "test.a", {.inputs = {}, .outputs = {"n"}, .exec = ExecClass::kBlocking}, [](Call& call) {
        const bool cancelled = call.Sleep(std::chrono::nanoseconds(std::chrono::hours(1)).count());
        if (cancelled) call.Fail(Error("cancelled", "told to stop"));
        return cancelled ? Outcome::kFailed : Outcome::kDone;
      });
  const RunResult result = host.Run(One(""), R"({"n":0})", {.timeout = std::chrono::seconds(5)});
  EXPECT_EQ(result.status, ThreadStatus::kTimeout);
  EXPECT_EQ(result.error->code(), "run_timeout");
}

TEST(Siblings, AreCancelledWhenOneFailsAndTheFinishedAreKept) {
  HostFixture host;
  testing::MapStore store;
  host.UseStore(store);
  int good = 0;
  bool broken = true;
  host.types.Add("test.good", {.inputs = {}, .outputs = {"log"}}, [&good](Call& call) {
    ++good;
    call.Emit(0, "good");
    return Outcome::kDone;
  });
  host.types.Add("test.bad", {.inputs = {}, .outputs = {"log"}}, [&broken](Call& call) {
    if (broken) return Outcome::kFailed;
    call.Emit(0, "mended");
    return Outcome::kDone;
  });
  const std::string yaml = R"(
dashflow: 1
name: siblings
state: {log: {reduce: append}}
nodes: {a: {type: test.good}, b: {type: test.bad}}
edges: [START -> a & b]
)";
  const RunResult failed = host.RunOn("t", yaml, "{}");
  EXPECT_EQ(failed.status, ThreadStatus::kFailed);
  EXPECT_EQ(failed.error->code(), "node_failed");
  broken = false;
  EXPECT_EQ(host.Resume("t", yaml).output, Json(R"({"log":["good","mended"]})"));
  EXPECT_EQ(good, 1);
}

TEST(Concurrency, ASerialNodeTypeRunsOneAtATime) {
  HostFixture host(HostFixture::On::kTbb);
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  host.types.Add("test.serial",
                 {.inputs = {"item"},
                  .outputs = {"log"},
                  .exec = ExecClass::kBlocking,
                  .open = false,
                  .concurrency = graph::Concurrency::kSerialType},
                 [&](Call& call) {
                   const int now = ++inside;
                   if (now > most) most = now;
                   std::this_thread::sleep_for(std::chrono::milliseconds(1));
                   --inside;
                   call.Emit(0, call.facts().inputs[0]);
                   return Outcome::kDone;
                 });
  const RunResult result = host.Run(R"(
dashflow: 1
name: serial
state: {items: {type: array}, log: {reduce: append}}
output: [log]
nodes: {each: {type: test.serial}}
edges:
  - {from: START, each: items, to: each, as: item}
)",
                                    R"({"items":[1,2,3,4,5,6,7,8]})");
  EXPECT_EQ(result.output, Json(R"({"log":[1,2,3,4,5,6,7,8]})"));
  EXPECT_EQ(most, 1);
}

TEST(Concurrency, ANodeRunsAtMostAsManyTasksAtOnceAsItSays) {
  HostFixture host(HostFixture::On::kTbb);
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  host.types.Add("test.some",
                 {.inputs = {"item"}, .outputs = {"log"}, .exec = ExecClass::kBlocking},
                 [&](Call& call) {
                   const int now = ++inside;
                   int seen = most;
                   while (now > seen && !most.compare_exchange_weak(seen, now)) {
                   }
                   std::this_thread::sleep_for(std::chrono::milliseconds(20));
                   --inside;
                   call.Emit(0, call.facts().inputs[0]);
                   return Outcome::kDone;
                 });
  // What waits for its turn is not late: eight tasks of 20 ms, two at once, take longer than the
  // timeout of one.
  const RunResult result = host.Run(R"(
dashflow: 1
name: some
state: {items: {type: array}, log: {reduce: append}}
output: [log]
nodes: {each: {type: test.some, concurrency: 2, timeout: 60ms}}
edges:
  - {from: START, each: items, to: each, as: item}
)",
                                    R"({"items":[1,2,3,4,5,6,7,8]})");
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(result.output, Json(R"({"log":[1,2,3,4,5,6,7,8]})"));
  EXPECT_EQ(most, 2);
}

TEST(Concurrency, WhatWaitsForItsTurnCanBeCancelled) {
  HostFixture host(HostFixture::On::kTbb);
  testing::MapStore store;
  host.UseStore(store);
  std::atomic<int> started{0};
  host.types.Add("test.some",
                 {.inputs = {"item"}, .outputs = {"log"}, .exec = ExecClass::kBlocking},
                 [&](Call& call) {
                   ++started;
                   started.notify_all();
                   call.Sleep(std::chrono::nanoseconds(std::chrono::hours(1)).count());
                   call.Fail(Error("cancelled", "told to stop"));
                   return Outcome::kFailed;
                 });
  RunRequest request;
  request.thread = "t";
  request.input = Json(R"({"items":[1,2,3]})");
  const auto program = host.engine().Load(host.types.Compile(R"(
dashflow: 1
name: some
state: {items: {type: array}, log: {reduce: append}}
nodes: {each: {type: test.some, concurrency: 1}}
edges:
  - {from: START, each: items, to: each, as: item}
)"));
  const RunHandle handle = host.engine().Start(program, request).value();
  started.wait(0);
  handle.Cancel();
  EXPECT_EQ(handle.Wait().status, ThreadStatus::kCancelled);
}

}  // namespace
}  // namespace dashflow::engine
