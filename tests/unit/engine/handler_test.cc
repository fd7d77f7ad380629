// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/builder.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/recording_sink.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

Outcome FailWith(Call& call, const char* code) {
  call.Fail(Error(code, "no").Category(ErrorCategory::kTransient, true));
  return Outcome::kFailed;
}

// `bad` fails always; `help` tells what it was given, `next` that its edge was followed.
class Handled : public ::testing::TestWithParam<std::pair<ExecClass, ExecClass>> {
 protected:
  Handled() {
    host.UseStore(store);
    host.types.Add("test.bad", {.inputs = {"x"}, .outputs = {"log"}, .exec = GetParam().first},
                   [this](Call& call) { return ++bad_runs, FailWith(call, "busy"); });
    host.types.Add("test.help",
                   {.inputs = {"error?", "x?"}, .outputs = {"log"}, .exec = GetParam().second},
                   [this](Call& call) { return Help(call); });
    host.types.Add("test.next", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      call.Emit(0, Value(call.Text(graph::CallText::kNode)));
      return Outcome::kDone;
    });
  }

  Outcome Help(Call& call) {
    ++help_runs;
    if (help_fails) return FailWith(call, "worse");
    if (help_asks && call.Interrupt("and now?", Value()) == nullptr) return Outcome::kInterrupted;
    during_help();
    ArrayBuilder told;
    told.Add(call.Text(graph::CallText::kTask));
    told.Add(call.facts().inputs[0]);
    told.Add(call.facts().inputs[1]);
    call.Emit(0, std::move(told).Build());
    return Outcome::kDone;
  }

  static std::string Flow(const std::string& keys, const std::string& start = "START -> a") {
    return R"(
dashflow: 1
name: handled
state: {x: {default: 7}, xs: {type: array, default: [1, 2]}, log: {reduce: append}}
nodes:
  a: {type: test.bad, )" +
           keys + R"(}
  b: {type: test.bad, on_error: help}
  help: {type: test.help, in: {error: {cel: 'error.code + " " + string(error.attempts)'}}}
  next: {type: test.next}
  never: {type: test.next}
edges:
  - )" + start +
           R"(
  - a -> never
  - b -> never
  - help -> next
)";
  }

  testing::MapStore store;
  HostFixture host;
  int bad_runs = 0;
  int help_runs = 0;
  bool help_fails = false;
  bool help_asks = false;
  std::function<void()> during_help = [] {};
};

INSTANTIATE_TEST_SUITE_P(Classes, Handled,
                         ::testing::Values(std::pair(ExecClass::kInline, ExecClass::kInline),
                                           std::pair(ExecClass::kInline, ExecClass::kBlocking),
                                           std::pair(ExecClass::kBlocking, ExecClass::kInline),
                                           std::pair(ExecClass::kCompute, ExecClass::kCompute)));

TEST_P(Handled, RunsInPlaceOfTheFailedTaskAndItsEdgesAreFollowed) {
  const RunResult result = host.Run(Flow("on_error: help"), "{}");
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(*result.output.Find("log"), Json(R"([["a:help","busy 1",7],"next"])"));
  EXPECT_EQ(result.steps, 2);
}

TEST_P(Handled, OnlyOnceTheRetriesAreSpent) {
  const RunResult result = host.Run(Flow("retry: {attempts: 3, delay: 1s}, on_error: help"), "{}");
  EXPECT_EQ(*result.output.Find("log"), Json(R"([["a:help","busy 3",7],"next"])"));
  EXPECT_EQ(bad_runs, 3);
}

TEST_P(Handled, ByCodeOrCategoryTheFirstThatFits) {
  const auto log = [this](const std::string& handlers) {
    const RunResult result = host.Run(Flow("on_error: " + handlers), "{}");
    return result.status == ThreadStatus::kDone ? result.output.Find("log")->size() : 0;
  };
  EXPECT_EQ(log("[{errors: [late], to: never}, {errors: [busy], to: help}]"), 2U);
  EXPECT_EQ(log("[{errors: [transient], to: never}, {to: help}]"), 1U);
  EXPECT_EQ(log("[{errors: [timeout], to: help}]"), 0U);
}

TEST_P(Handled, EachFailingSiblingHasItsOwn) {
  const RunResult result = host.Run(Flow("on_error: help", "START -> a & b & next"), "{}");
  EXPECT_EQ(*result.output.Find("log"),
            Json(R"([["a:help","busy 1",7],["b:help","busy 1",7],"next","next"])"));
}

TEST_P(Handled, AFannedOutTaskHandsOnWhatItWasSent) {
  const std::string each = "{from: START, each: xs, to: a, as: x}";
  const RunResult result = host.Run(Flow("on_error: help", each), "{}");
  EXPECT_EQ(*result.output.Find("log"),
            Json(R"([["a#0:help","busy 1",1],["a#1:help","busy 1",2],"next"])"));
}

TEST_P(Handled, ItsOwnFailureFailsTheRun) {
  help_fails = true;
  const RunResult result = host.RunOn("t", Flow("on_error: help"), "{}");
  EXPECT_EQ(result.status, ThreadStatus::kFailed);
  EXPECT_EQ(result.error->code(), "worse");
  EXPECT_EQ(result.error->place().node, "help");
}

TEST_P(Handled, GoesOnAfterAKillInItsSuperstep) {
  during_help = [this] {
    store.before = [](const checkpoint::Batch&) { return StoreCode::kFull; };
  };
  EXPECT_EQ(host.RunOn("t", Flow("on_error: help"), "{}").error->code(), "store_full");
  during_help = [] {};
  store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
  host.Restart();
  const RunResult result = host.Resume("t", Flow("on_error: help"));
  EXPECT_EQ(*result.output.Find("log"), Json(R"([["a:help","busy 1",7],"next"])"));
  EXPECT_EQ(bad_runs, 1);
  EXPECT_EQ(help_runs, 2);
}

TEST_P(Handled, MayAskAndGoesOnWithTheAnswer) {
  help_asks = true;
  const RunResult waiting = host.RunOn("t", Flow("on_error: help"), "{}");
  ASSERT_EQ(waiting.status, ThreadStatus::kWaiting);
  EXPECT_EQ(waiting.questions.at(0).task, "a:help");
  EXPECT_EQ(waiting.questions.at(0).node, "help");
  host.Restart();
  const RunResult result = host.Resume("t", Flow("on_error: help"), {{"a:help", "yes"}});
  EXPECT_EQ(*result.output.Find("log"), Json(R"([["a:help","busy 1",7],"next"])"));
  EXPECT_EQ(bad_runs, 1);
}

TEST_P(Handled, TheEventsTellWhoTookOver) {
  testing::RecordingSink sink;
  host.Run(Flow("on_error: help"), "{}", {.sink = &sink});
  const auto failed = sink.Of(event::Type::kTaskFailed);
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(*failed[0].Find("node"), Value("a"));
  EXPECT_EQ(*failed[0].Find("handler"), Value("help"));
  EXPECT_EQ(*sink.Of(event::Type::kTaskFinished).at(0).Find("task"), Value("a:help"));
}

TEST(Gathered, AFanOutIsGatheredThoughEveryElementWasHandled) {
  HostFixture host;
  host.types.Add("test.bad", {.inputs = {"x"}, .outputs = {}},
                 [](Call& call) { return FailWith(call, "busy"); });
  host.types.Add("test.next", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
    call.Emit(0, Value(call.Text(graph::CallText::kNode)));
    return Outcome::kDone;
  });
  const RunResult result = host.Run(R"(
dashflow: 1
name: gathered
state: {xs: {type: array, default: [1, 2]}, log: {reduce: append}}
nodes:
  a: {type: test.bad, on_error: note}
  note: {type: test.next}
  all: {type: test.next}
edges:
  - {from: START, each: xs, to: a, as: x}
  - {gather: a, to: all}
)",
                                    "{}");
  EXPECT_EQ(*result.output.Find("log"), Json(R"(["note","note","all"])"));
}

}  // namespace
}  // namespace dashflow::engine
