// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/engine/call/call_numbers.h"
#include "tests/support/engine/recording_sink.h"
#include "tests/unit/engine/call/subworkflow_fixture.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using checkpoint::ThreadStatus;
using testing::Json;

using Starts = std::map<std::string, int>;

// Calls of subworkflows by attempts of one task.
class CallRetry : public Subworkflow {
 protected:
  void AddInner(const std::string& nodes, const std::string& edges) {
    host.types.AddWorkflow("inner", Line("inner", nodes, edges));
  }
  std::set<std::string> Names(const std::string& thread) {
    std::set<std::string> names;
    checkpoint::NamespaceDirectory(store)
        .Visit(thread, [&names](const auto& call) { return names.insert(call.name), true; })
        .value();
    return names;
  }
  // The parts behind the first of the namespaces that events are in.
  static std::set<std::string> SpacesOf(const testing::RecordingSink& sink) {
    std::set<std::string> spaces;
    for (const Value& event : sink.events()) {
      const Value& space = *event.Find("ns");
      if (space.size() > 0) spaces.insert(space.size() > 1 ? ToJson(space.At(1)) : "");
    }
    return spaces;
  }

  const std::string outer =
      With(kOuter, "retry: {attempts: 3, delay: 1ms, errors: [broken, store_unavailable]}");
};

TEST_F(CallRetry, BeginsAnew) {
  AddInner("{i1: {type: test.name}, i2: {type: test.fail}}", "START -> i1 -> i2");
  failures = 2;
  testing::RecordingSink sink;
  const RunResult done = host.RunOn("t", outer, "{}", {.sink = &sink});
  EXPECT_EQ(ToJson(done.output), R"({"log":["before","after"],"heard":["i1","i2"]})");
  EXPECT_EQ(starts, (Starts{{"before", 1}, {"i1", 3}, {"i2", 3}, {"after", 1}}));
  EXPECT_EQ(SpacesOf(sink), (std::set<std::string>{"", R"("1")", R"("2")"}));
}

// For who must not do a thing twice it is the same thing.
TEST_F(CallRetry, KeepsIdempotencyKeys) {
  host.types.AddWorkflow("deep", Line("deep", "{d: {type: test.name}}", "START -> d"));
  AddInner("{s: {workflow: deep}, f: {type: test.fail}}", "START -> s -> f");
  failures = 1;
  EXPECT_EQ(host.RunOn("t", outer, "{}").status, ThreadStatus::kDone);
  EXPECT_EQ(starts["d"], 2);
  EXPECT_EQ(keys.size(), 3U);
}

TEST_F(CallRetry, GoesOnAfterAnAnswerWhereTheLastAttemptAsked) {
  AddInner("{f: {type: test.fail}, i: {type: test.name}, q: {type: test.ask}}",
           "START -> f -> i -> q");
  failures = 1;
  const RunResult waiting = host.RunOn("t", outer, "{}");
  ASSERT_EQ(waiting.questions.size(), 1U);
  host.Restart();
  const RunResult done = host.Resume("t", outer, {{.id = "", .value = "yes"}});
  EXPECT_EQ(ToJson(done.output), R"({"log":["before","after"],"heard":["f","i","yes"]})");
  EXPECT_EQ(starts, (Starts{{"before", 1}, {"f", 2}, {"i", 1}, {"q", 2}, {"after", 1}}));
}

TEST_F(CallRetry, AsksAgain) {
  AddInner("{q: {type: test.ask}, f: {type: test.fail}}", "START -> q -> f");
  failures = 1;
  const std::string first = host.RunOn("t", outer, "{}").questions.at(0).asked.id;
  const RunResult again = host.Resume("t", outer, {{.id = first, .value = "lost"}});
  ASSERT_EQ(again.questions.size(), 1U);
  EXPECT_NE(again.questions[0].asked.id, first);
  host.Restart();
  const RunResult done = host.Resume("t", outer, {{.id = "", .value = "kept"}});
  EXPECT_EQ(*done.output.Find("heard"), Json(R"(["kept","f"])"));
  EXPECT_EQ(starts["q"], 4);
}

// It keeps nothing, so that it is its caller who keeps the answers.
TEST_F(CallRetry, OfOneThatKeepsNothingKnowsItsAnswers) {
  AddInner("{q: {type: test.ask}, f: {type: test.fail}}", "START -> q -> f");
  failures = 1;
  const std::string yaml = With(outer, "checkpoint: none");
  ASSERT_EQ(host.RunOn("t", yaml, "{}").questions.size(), 1U);
  host.Restart();
  const RunResult done = host.Resume("t", yaml, {{.id = "", .value = "yes"}});
  EXPECT_EQ(*done.output.Find("heard"), Json(R"(["yes","f"])"));
}

// A failure of the whole run is none that is tried again.
TEST_F(CallRetry, GoesOnInTheLastAttemptOnceItsTaskBeginsAgain) {
  AddInner("{i1: {type: test.name}, i2: {type: test.fail}}", "START -> i1 -> i2");
  failures = 4;
  ASSERT_EQ(host.RunOn("t", outer, "{}").status, ThreadStatus::kFailed);
  EXPECT_EQ(starts, (Starts{{"before", 1}, {"i1", 3}, {"i2", 3}}));
  host.Restart();
  EXPECT_EQ(host.Resume("t", outer).status, ThreadStatus::kDone);
  EXPECT_EQ(starts, (Starts{{"before", 1}, {"i1", 4}, {"i2", 5}, {"after", 1}}));
  EXPECT_EQ(Names("t").size(), 4U);
}

// A number that the log has not taken is not passed over: after it nothing would be found.
TEST_F(CallRetry, LeavesNoNumberOut) {
  AddInner("{i: {type: test.name}, q: {type: test.ask}}", "START -> i -> q");
  bool refused = false;
  store.before = [&refused](const checkpoint::Batch& batch) {
    for (std::uint32_t i = 0; i < batch.op_count && !refused; ++i) {
      if (batch.ops[i].space.view() != checkpoint::kNamespaceSpace) continue;
      return refused = true, StoreCode::kUnavailable;
    }
    return StoreCode::kOk;
  };
  ASSERT_EQ(host.RunOn("t", outer, "{}").questions.size(), 1U);
  ASSERT_TRUE(refused);
  EXPECT_EQ(Names("t").size(), 1U);
  EXPECT_FALSE(Names("t").begin()->ends_with("|1"));
  host.Restart();
  EXPECT_EQ(host.Resume("t", outer, {{.id = "", .value = "yes"}}).status, ThreadStatus::kDone);
  EXPECT_EQ(starts["i"], 1);
}

TEST_F(CallRetry, EndsTheSameWhereverItIsCutOff) {
  AddInner("{i1: {type: test.name}, i2: {type: test.fail}}", "START -> i1 -> i2");
  for (int commits = 2; commits < 40; ++commits) {
    starts.clear();
    failures = 2;
    int left = commits;
    store.before = [&left](const checkpoint::Batch&) {
      return left-- > 0 ? StoreCode::kOk : StoreCode::kUnavailable;
    };
    const std::string thread = "t" + std::to_string(commits);
    RunRequest request;
    request.thread = thread;
    request.input = Value::EmptyObject();
    const auto cut = host.Try(outer, request);
    store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
    host.Restart();
    if (cut.has_value() && cut.value().status == ThreadStatus::kDone) return;
    RunRequest again;
    again.thread = thread;
    const auto resumed = host.Try(outer, again);
    if (resumed.has_error()) {
      EXPECT_EQ(resumed.error().code(), "empty_input");
      continue;
    }
    EXPECT_EQ(ToJson(resumed.value().output), R"({"log":["before","after"],"heard":["i1","i2"]})");
  }
  FAIL() << "it never ended";
}

// The second attempt's calls, each with the one that it made.
TEST_F(CallRetry, OfANodeThatCallsFindsTheCallsOfItsLastAttempt) {
  host.types.AddWorkflow("one", Line("one", "{i: {type: test.name}}", "START -> i"));
  host.types.AddWorkflow(
      "two", Line("two", "{f: {type: test.fail}, q: {type: test.ask}}", "START -> f -> q"));
  called = {"one", "two"};
  failures = 1;
  const std::string yaml =
      Line("caller", "{a: {type: test.call, retry: {attempts: 2, delay: 1ms, errors: [broken]}}}",
           "START -> a");
  ASSERT_EQ(host.RunOn("t", yaml, "{}").questions.size(), 1U);
  EXPECT_EQ(starts, (Starts{{"a", 2}, {"i", 2}, {"f", 2}, {"q", 1}}));
  EXPECT_EQ(keys.size(), 1U);
  host.Restart();
  const RunResult done = host.Resume("t", yaml, {{.id = "", .value = "yes"}});
  EXPECT_EQ(ToJson(done.output), R"({"log":[[["i"],["f","yes"]]]})");
  EXPECT_EQ(starts, (Starts{{"a", 3}, {"i", 2}, {"f", 2}, {"q", 2}}));
}

// It has run out of time before it calls.
TEST_F(CallRetry, OfANodeThatWasGivenUpLeavesItsCallsToTheNextAttempt) {
  host.types.AddWorkflow("called", Line("called", "{i: {type: test.name}}", "START -> i"));
  std::string late;
  host.types.Add("test.slow",
                 {.inputs = {}, .outputs = {"log"}, .exec = graph::ExecClass::kBlocking},
                 [&late](graph::Call& call) {
                   if (call.facts().attempt == 1) call.Sleep(1'000'000'000);
                   const auto output = call.CallWorkflow("called", Value::EmptyObject());
                   if (output.has_error()) {
                     late = output.error().code();
                     return call.Fail(output.error()), graph::Outcome::kFailed;
                   }
                   call.Emit(0, *output.value()->Find("log"));
                   return graph::Outcome::kDone;
                 });
  const RunResult done = host.RunOn(
      "t",
      Line("caller",
           "{a: {type: test.slow, timeout: 10ms, retry: {attempts: 2, errors: [timeout]}}}",
           "START -> a"),
      "{}");
  host.Pass(std::chrono::seconds(2));
  EXPECT_EQ(ToJson(done.output), R"({"log":[["i"]]})");
  EXPECT_EQ(late, "cancelled");
  EXPECT_EQ(starts["i"], 1);
  EXPECT_EQ(Names("t").size(), 1U);
}

// It is the same attempt, so that what it has called stays called.
TEST_F(CallRetry, IsNoneWhereANodeWasSuspended) {
  host.types.AddWorkflow("called", Line("called", "{i: {type: test.name}}", "START -> i"));
  int calls = 0;
  host.types.Add("test.nap",
                 {.inputs = {}, .outputs = {"log"}, .exec = graph::ExecClass::kBlocking},
                 [&calls](graph::Call& call) {
                   const auto output = call.CallWorkflow("called", Value::EmptyObject());
                   if (output.has_error())
                     return call.Fail(output.error()), graph::Outcome::kFailed;
                   const WallTime soon = SystemClock().Now() + std::chrono::milliseconds(5);
                   if (++calls == 1 && call.SuspendUntil(soon.time_since_epoch().count()))
                     return graph::Outcome::kSuspended;
                   call.Emit(0, *output.value()->Find("log"));
                   return graph::Outcome::kDone;
                 });
  const RunResult done =
      host.RunOn("t", Line("caller", "{a: {type: test.nap}}", "START -> a"), "{}");
  EXPECT_EQ(ToJson(done.output), R"({"log":[["i"]]})");
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(starts["i"], 1);
  EXPECT_EQ(Names("t").size(), 1U);
}

TEST(CallNumbers, GoOnFromAttemptToAttempt) {
  CallNumbers numbers;
  EXPECT_FALSE(numbers.known());
  numbers.SetLogged(0, 0);
  for (const std::uint64_t n : {0, 1}) {
    const CallNumber call = numbers.Next();
    EXPECT_EQ(call.n, n);
    EXPECT_FALSE(call.logged);
    numbers.Begin(call.n);
  }
  CallNumbers suspended = numbers.Again();
  EXPECT_EQ(suspended.Next().n, 0U);
  EXPECT_TRUE(suspended.Next().logged);
  EXPECT_FALSE(suspended.Next().logged);
  CallNumbers retry = numbers.Retry(false);
  ASSERT_TRUE(retry.known());
  const CallNumber anew = retry.Next();
  EXPECT_EQ(anew.n, 2U);
  EXPECT_EQ(anew.first, 2U);
  EXPECT_FALSE(anew.logged);
}

TEST(CallNumbers, AreThoseOfTheLastAttemptThatTheLogHas) {
  CallNumbers numbers;
  numbers.SetLogged(2, 4);
  EXPECT_EQ(numbers.Next().n, 2U);
  EXPECT_TRUE(numbers.Next().logged);
  EXPECT_FALSE(numbers.Next().logged);
  EXPECT_EQ(numbers.Retry(false).Next().n, 4U);
  EXPECT_FALSE(CallNumbers().Retry(false).known());
}

TEST(CallNumbers, ThatMayNotBeInTheLogAreLookedFor) {
  CallNumbers numbers;
  numbers.SetLogged(0, 0);
  numbers.Begin(numbers.Next().n);
  CallNumbers retry = numbers.Retry(true);
  ASSERT_FALSE(retry.known());
  EXPECT_EQ(retry.unknown(), 0U);
  retry.SetLogged(0, 1);
  EXPECT_EQ(retry.Next().n, 1U);
}

}  // namespace
}  // namespace dashflow::engine
