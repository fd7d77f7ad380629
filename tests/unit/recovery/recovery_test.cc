// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/recovery.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <thread>

#include "host/checkpoint/directory.h"
#include "host/recovery/unfinished.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::recovery {
namespace {

using checkpoint::CrashDirectory;
using checkpoint::CrashRecord;
using checkpoint::ThreadRecord;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;

// What is told, in its order.
class Report final : public Observer {
 public:
  void Continued(const ThreadRecord& thread, const CrashRecord* crash) override {
    Add("continued " + thread.id + (crash == nullptr ? "" : " crashed"));
  }
  void Left(const std::string& thread, const Error& why) override {
    Add("left " + thread + " " + std::string(why.code()));
  }
  void Parked(const ThreadRecord& thread, const CrashRecord&) override {
    Add("parked " + thread.id);
  }
  void Ended(std::string_view thread, std::string_view, std::string_view status) override {
    Add("ended " + std::string(thread) + " " + std::string(status));
  }
  // Blocks until it has been told.
  bool Hears(const std::string& line) {
    std::unique_lock lock(mutex_);
    return told_.wait_for(lock, std::chrono::seconds(20),
                          [&] { return std::ranges::find(lines_, line) != lines_.end(); });
  }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  void Add(std::string line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
    told_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable told_;
  std::vector<std::string> lines_;
};

constexpr auto kFlow =
    "dashflow: 1\nname: flow\nstate: {log: {reduce: append}}\n"
    "nodes: {first: {type: test.name}, second: {type: test.name}}\n"
    "edges: [START -> first -> second]\n";
constexpr auto kGone =
    "dashflow: 1\nname: gone\nstate: {log: {reduce: append}}\n"
    "nodes: {first: {type: test.name}, second: {type: test.name}}\n"
    "edges: [START -> first -> second]\n";
constexpr auto kAsking =
    "dashflow: 1\nname: asking\nstate: {log: {reduce: append}}\n"
    "nodes: {ask: {type: test.ask, expire: {after: 200ms, answer: late}}}\nedges: [START -> ask]\n";

// Threads whose process died in their node `second`, as far as the store knows.
class Recovering : public ::testing::Test {
 protected:
  Recovering() {
    host.UseStore(store);
    host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      call.Emit(0, Value(call.Text(graph::CallText::kNode)));
      return Outcome::kDone;
    });
    host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      const Value* answer = call.Interrupt("well?", Value());
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
  }

  // The process dies before the second superstep is stored: the store has the records of before.
  std::string Cut(const std::string& thread, const std::string& yaml = kFlow) {
    store.before = [](const checkpoint::Batch& batch) {
      const bool ends = batch.op_count >= 3 && batch.ops[0].kind == checkpoint::OpKind::kExpect &&
                        batch.ops[1].kind == checkpoint::OpKind::kAppend && batch.ops[1].seq > 1;
      return ends ? checkpoint::StoreCode::kUnavailable : checkpoint::StoreCode::kOk;
    };
    const auto result = host.RunOn(thread, yaml, "{}");
    store.before = [](const checkpoint::Batch&) { return checkpoint::StoreCode::kOk; };
    host.Restart();
    return result.run;
  }
  Parts PartsOf(Limits limits = {}) {
    return {host.engine(),
            store,
            clock,
            report,
            [this](const ThreadRecord& thread) -> Result<graph::WorkflowPtr> {
              if (thread.workflow == "gone") return Error("definition_missing", "it is gone");
              return host.types.Compile(thread.workflow == "asking" ? kAsking : kFlow);
            },
            limits};
  }
  static Death DeathIn(const std::string& thread, const std::string& run, std::int64_t step = 2) {
    return {{{thread, run, "second", 5, step}}, {}, "SIGSEGV"};
  }
  checkpoint::ThreadRecord Thread(const std::string& id) {
    return checkpoint::Directory(store).Get(id).value();
  }

  testing::MapStore store;
  HostFixture host{HostFixture::On::kTbb};
  SystemClock clock;
  Report report;
};

TEST_F(Recovering, ContinuesWhatWasCutOffInItsOrder) {
  Cut("b");
  Cut("a");
  Recovery recovery(PartsOf({.attempts = 3, .at_once = 1}));
  ASSERT_TRUE(recovery.Prepare({}).has_value());
  EXPECT_EQ(recovery.unfinished(), 2U);
  recovery.Begin();
  ASSERT_TRUE(report.Hears("ended a done"));
  EXPECT_EQ(report.lines(), (std::vector<std::string>{"continued b", "ended b done", "continued a",
                                                      "ended a done"}));
  EXPECT_EQ(Thread("a").status, ThreadStatus::kDone);
  EXPECT_TRUE(host.engine().AwaitRuns(std::chrono::seconds(20)));
}

TEST_F(Recovering, LeavesWhatItCannotContinueAndGoesOn) {
  Cut("a", kGone);
  Cut("b");
  Recovery recovery(PartsOf());
  ASSERT_TRUE(recovery.Prepare({}).has_value());
  recovery.Begin();
  ASSERT_TRUE(report.Hears("ended b done"));
  EXPECT_TRUE(report.Hears("left a definition_missing"));
  EXPECT_EQ(Thread("a").status, ThreadStatus::kRunning);
  EXPECT_TRUE(host.engine().AwaitRuns(std::chrono::seconds(20)));
}

TEST_F(Recovering, CountsACrashAndForgetsItWhenTheTaskIsPassed) {
  const std::string run = Cut("a");
  Recovery recovery(PartsOf());
  ASSERT_TRUE(recovery.Prepare(DeathIn("a", run)).has_value());
  const auto crash = CrashDirectory(store).Get("a").value();
  ASSERT_TRUE(crash);
  EXPECT_EQ(crash->crashes(), 1U);
  recovery.Begin();
  ASSERT_TRUE(report.Hears("ended a done"));
  EXPECT_EQ(report.lines().front(), "continued a crashed");
  for (int i = 0; i < 2000 && !store.Keys("crash").empty(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_TRUE(store.Keys("crash").empty());
  EXPECT_TRUE(host.engine().AwaitRuns(std::chrono::seconds(20)));
}

TEST_F(Recovering, ParksAtTheLimitUntilSomebodyContinuesItByHand) {
  const std::string run = Cut("a");
  {
    Recovery recovery(PartsOf({.attempts = 1, .at_once = 9}));
    ASSERT_TRUE(recovery.Prepare(DeathIn("a", run)).has_value());
    EXPECT_EQ(recovery.unfinished(), 0U);
  }
  EXPECT_EQ(report.lines(), std::vector<std::string>{"parked a"});
  EXPECT_TRUE(IsParked(*CrashDirectory(store).Get("a").value(), Thread("a")));
  EXPECT_EQ(host.Resume("a", kFlow).status, ThreadStatus::kDone);
  Recovery next(PartsOf());
  ASSERT_TRUE(next.Prepare({}).has_value());
  EXPECT_TRUE(store.Keys("crash").empty()) << "a thread that has ended needs no record";
}

TEST_F(Recovering, ADeletedThreadTakesItsCrashesWithIt) {
  const std::string run = Cut("a");
  Recovery recovery(PartsOf());
  ASSERT_TRUE(recovery.Prepare(DeathIn("a", run)).has_value());
  EXPECT_EQ(store.Keys("crash"), std::vector<std::string>{"a"});
  ASSERT_TRUE(host.engine().DeleteThread("a").has_value());
  EXPECT_TRUE(store.Keys("crash").empty());
}

TEST_F(Recovering, AnswersAQuestionThatExpiresAfterTheRestart) {
  ASSERT_EQ(host.RunOn("q", kAsking, "{}").status, ThreadStatus::kWaiting);
  host.Restart();
  Recovery recovery(PartsOf());
  ASSERT_TRUE(recovery.Prepare({}).has_value());
  EXPECT_EQ(recovery.unfinished(), 0U);
  recovery.Begin();
  ASSERT_TRUE(report.Hears("ended q done"));
  EXPECT_TRUE(host.engine().AwaitRuns(std::chrono::seconds(20)));
}

TEST_F(Recovering, ADrainedRunIsUnfinishedAndACancelledOneIsNot) {
  ThreadRecord thread;
  thread.status = ThreadStatus::kCancelled;
  thread.error_code = "drained";
  EXPECT_TRUE(IsUnfinished(thread));
  thread.error_code = "cancelled";
  EXPECT_FALSE(IsUnfinished(thread));
  thread.status = ThreadStatus::kWaiting;
  EXPECT_FALSE(IsUnfinished(thread));
}

}  // namespace
}  // namespace dashflow::recovery
