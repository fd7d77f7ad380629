// SPDX-License-Identifier: Apache-2.0
#include "tests/support/engine/recording_sink.h"
#include "tests/unit/engine/call/subworkflow_fixture.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

TEST_F(Subworkflow, GivesItsOutputToItsCaller) {
  host.types.AddWorkflow("inner", Line("inner", "{i1: {type: test.name}, i2: {type: test.name}}",
                                       "START -> i1 -> i2"));
  const RunResult done = host.RunOn("t", kOuter, "{}");
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(ToJson(done.output), R"({"log":["before","after"],"heard":["i1","i2"]})");
  EXPECT_EQ(done.steps, 3);
}

TEST_F(Subworkflow, RunsWithoutAStore) {
  HostFixture plain;
  plain.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
    call.Emit(0, Value(call.Text(graph::CallText::kNode)));
    return Outcome::kDone;
  });
  plain.types.AddWorkflow("inner", Line("inner", "{i1: {type: test.name}}", "START -> i1"));
  EXPECT_EQ(plain.Run(kOuter, "{}").output, Json(R"({"log":["before","after"],"heard":["i1"]})"));
}

TEST_F(Subworkflow, WaitsForAnAnswerOverARestartAndRepeatsNothing) {
  host.types.AddWorkflow(
      "inner", Line("inner", "{i1: {type: test.name}, i2: {type: test.ask}}", "START -> i1 -> i2"));
  const RunResult waiting = host.RunOn("t", kOuter, "{}");
  ASSERT_EQ(waiting.status, ThreadStatus::kWaiting);
  ASSERT_EQ(waiting.questions.size(), 1U);
  EXPECT_EQ(waiting.questions[0].node, "sub");
  EXPECT_EQ(waiting.questions[0].asked.question, Value("i2"));
  host.Restart();
  const RunResult done = host.Resume("t", kOuter, {{.id = "", .value = "yes"}});
  EXPECT_EQ(done.output, Json(R"({"log":["before","after"],"heard":["i1","yes"]})"));
  EXPECT_EQ(starts,
            (std::map<std::string, int>{{"before", 1}, {"i1", 1}, {"i2", 2}, {"after", 1}}));
}

TEST_F(Subworkflow, PassesQuestionsThroughEveryLevel) {
  host.types.AddWorkflow("deep", Line("deep", "{d: {type: test.ask}}", "START -> d"));
  host.types.AddWorkflow("inner", R"(
dashflow: 1
name: inner
state: {log: {reduce: concat}}
nodes: {sub: {workflow: deep}}
edges: [START -> sub]
)");
  const RunResult waiting = host.RunOn("t", kOuter, "{}");
  ASSERT_FALSE(waiting.error) << waiting.error->message();
  ASSERT_EQ(waiting.questions.size(), 1U);
  host.Restart();
  const RunResult done =
      host.Resume("t", kOuter, {{.id = waiting.questions[0].asked.id, .value = "deep yes"}});
  EXPECT_EQ(ToJson(done.output), R"({"log":["before","after"],"heard":["deep yes"]})");
}

const std::string kFan = R"(
dashflow: 1
name: fan
state: {log: {reduce: concat}, items: {type: array, default: [1, 2, 3]}}
nodes: {sub: {workflow: asks}}
edges: [{from: START, each: items, to: sub, send: {}}]
)";

TEST_F(Subworkflow, AskSideBySideAndAreAnsweredOneByOne) {
  host.types.AddWorkflow("asks", Line("asks", "{q: {type: test.ask}}", "START -> q"));
  RunResult waiting = host.RunOn("t", kFan, "{}");
  ASSERT_EQ(waiting.questions.size(), 3U);
  const auto ids = waiting.questions;
  host.Restart();
  waiting = host.Resume("t", kFan, {{.id = ids[2].asked.id, .value = "c"}});
  ASSERT_EQ(waiting.questions.size(), 2U);
  host.Restart();
  const RunResult done = host.Resume(
      "t", kFan, {{.id = ids[1].asked.id, .value = "b"}, {.id = ids[0].asked.id, .value = "a"}});
  EXPECT_EQ(*done.output.Find("log"), Json(R"(["a","b","c"])"));
  EXPECT_EQ(starts["q"], 3 + 3 + 2);
}

TEST_F(Subworkflow, TasksHaveKeysOfTheirOwn) {
  host.types.AddWorkflow("asks", Line("asks", "{q: {type: test.name}}", "START -> q"));
  EXPECT_EQ(host.RunOn("t", kFan, "{}").status, ThreadStatus::kDone);
  EXPECT_EQ(keys.size(), 3U);
}

std::string Loop(const std::string& checkpoint) {
  return R"(
dashflow: 1
name: loop
state: {heard: {}, n: {reduce: sum}}
nodes:
  sub: {workflow: counted, checkpoint: )" +
         checkpoint + R"(, out: {log: heard}}
  count: {type: test.one, out: {n: n}}
edges: [START -> sub -> count, {from: count, to: sub, when: n < 3}]
)";
}

class Keeping : public Subworkflow {
 protected:
  Keeping() {
    host.types.Add("test.one", {.inputs = {}, .outputs = {"n"}}, [](Call& call) {
      call.Emit(0, Value(1));
      return Outcome::kDone;
    });
    host.types.AddWorkflow("counted", Line("counted", "{i: {type: test.name}}", "START -> i"));
  }
  Value Heard(const std::string& yaml, const std::string& thread = "t") {
    return *host.RunOn(thread, yaml, "{}").output.Find("heard");
  }
};

TEST_F(Keeping, InheritBeginsAnewAtEachCall) {
  EXPECT_EQ(Heard(Loop("inherit")), Json(R"(["i"])"));
}

TEST_F(Keeping, NoneBeginsAnewAtEachCall) { EXPECT_EQ(Heard(Loop("none")), Json(R"(["i"])")); }

TEST_F(Keeping, OwnGoesOnFromTheLastCallAndOverRuns) {
  EXPECT_EQ(Heard(Loop("own")), Json(R"(["i","i","i"])"));
  host.Restart();
  EXPECT_EQ(Heard(Loop("own")), Json(R"(["i","i","i","i"])"));
  EXPECT_EQ(Heard(Loop("own"), "other"), Json(R"(["i","i","i"])"));
}

TEST_F(Keeping, OwnIsAsItWasThenOnAFork) {
  testing::RecordingSink sink;
  host.RunOn("t", Loop("own"), "{}", {.sink = &sink});
  const auto checkpoints = sink.Of(event::Type::kCheckpoint);
  std::vector<std::string> own;
  for (const Value& each : checkpoints)
    if (each.Find("ns")->size() == 0) own.emplace_back(each.Find("id")->as_text());
  RunRequest request;
  request.thread = "t";
  request.at = checkpoint::ParsePosition(own.at(2));  // after the first `count`
  const auto forked = host.Try(Loop("own"), request);
  ASSERT_TRUE(forked.has_value());
  EXPECT_EQ(*forked.value().output.Find("heard"), Json(R"(["i","i","i"])"));
}

TEST_F(Subworkflow, CannotBeCalledTwiceAtOnceWhenItKeepsItsOwnState) {
  host.types.AddWorkflow("asks", Line("asks", "{q: {type: test.name}}", "START -> q"));
  std::string yaml = kFan;
  yaml.replace(yaml.find("workflow: asks"), 14, "workflow: asks, checkpoint: own");
  const RunResult failed = host.RunOn("t", yaml, "{}");
  ASSERT_TRUE(failed.error);
  EXPECT_EQ(failed.error->code(), "subworkflow_conflict");
}

TEST_F(Subworkflow, FailsItsCallerAndGoesOnWhereItFailed) {
  host.types.AddWorkflow("inner", Line("inner", "{i1: {type: test.name}, i2: {type: test.fail}}",
                                       "START -> i1 -> i2"));
  failures = 1;
  const RunResult failed = host.RunOn("t", kOuter, "{}");
  ASSERT_EQ(failed.status, ThreadStatus::kFailed);
  EXPECT_EQ(failed.error->code(), "broken");
  EXPECT_EQ(failed.error->place().node, "i2");
  host.Restart();
  const RunResult done = host.Resume("t", kOuter);
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(starts,
            (std::map<std::string, int>{{"before", 1}, {"i1", 1}, {"i2", 2}, {"after", 1}}));
}

// What runs beside the failed tasks takes nothing from them.
TEST_F(Subworkflow, GoesOnWhereItFailedThoughOnFailureHasRun) {
  host.types.AddWorkflow("inner", Line("inner", "{i1: {type: test.name}, i2: {type: test.fail}}",
                                       "START -> i1 -> i2"));
  for (const char* checkpoint : {"inherit", "own"}) {
    std::string yaml = With(kOuter, std::string("checkpoint: ") + checkpoint);
    yaml.replace(yaml.find("  after:"), 8, "  undo: {type: test.name}\n  after:");
    yaml += "on_failure: undo\n";
    failures = 2;
    starts.clear();
    ASSERT_EQ(host.RunOn(checkpoint, yaml, "{}").status, ThreadStatus::kFailed);
    ASSERT_EQ(host.Resume(checkpoint, yaml).status, ThreadStatus::kFailed);
    host.Restart();
    EXPECT_EQ(host.Resume(checkpoint, yaml).output,
              Json(R"({"log":["before","undo","undo","after"],"heard":["i1","i2"]})"));
    EXPECT_EQ(starts["i1"], 1);
    EXPECT_EQ(starts["i2"], 3);
  }
}

TEST_F(Subworkflow, IsCachedByItsVersion) {
  host.types.AddWorkflow("inner", Line("inner", "{i: {type: test.name}}", "START -> i"));
  host.RunOn("t", With(kOuter, "cache: {}"), "{}");
  const RunResult cached = host.RunOn("other", With(kOuter, "cache: {}"), "{}");
  EXPECT_EQ(*cached.output.Find("heard"), Json(R"(["i"])"));
  EXPECT_EQ(starts["i"], 1);
  host.types.AddWorkflow("inner",
                         Line("inner", "{i: {type: test.name}}", "START -> i", "tags: [new]\n"));
  host.RunOn("third", With(kOuter, "cache: {}"), "{}");
  EXPECT_EQ(starts["i"], 2);
}

TEST_F(Subworkflow, FailureIsHandledLikeAnyOther) {
  host.types.AddWorkflow("inner", Line("inner", "{i: {type: test.fail}}", "START -> i"));
  failures = 1;
  std::string yaml = With(kOuter, "on_error: rescue");
  yaml.replace(yaml.find("  after:"), 8, "  rescue: {type: test.name}\n  after:");
  const RunResult done = host.RunOn("t", yaml, "{}");
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(*done.output.Find("log"), Json(R"(["before","rescue"])"));
}

TEST_F(Subworkflow, LeavesWithACommandToItsCaller) {
  host.types.AddWorkflow("inner", Line("inner", "{i1: {type: test.leave}, i2: {type: test.name}}",
                                       "START -> i1 -> i2"));
  std::string yaml = With(kOuter, "goto: [after]");
  yaml.replace(yaml.find("-> sub -> after"), 15, "-> sub -> END");
  const RunResult done = host.RunOn("t", yaml, "{}");
  EXPECT_EQ(ToJson(done.output), R"({"log":["before","left","after"],"heard":[]})");
  EXPECT_EQ(starts["i2"], 0);
}

TEST_F(Subworkflow, MayJumpInItsCallerOnlyWhereTheNodeMay) {
  host.types.AddWorkflow("inner", Line("inner", "{i1: {type: test.leave}}", "START -> i1"));
  const RunResult failed = host.RunOn("t", kOuter, "{}");
  ASSERT_TRUE(failed.error);
  EXPECT_EQ(failed.error->code(), "goto_refused");
}

TEST_F(Subworkflow, CommandToACallerNeedsOne) {
  const RunResult failed =
      host.RunOn("t", Line("alone", "{a: {type: test.leave}}", "START -> a"), "{}");
  ASSERT_TRUE(failed.error);
  EXPECT_EQ(failed.error->code(), "no_parent");
}

TEST_F(Subworkflow, StopsBeforeEachNodeThatSaysSo) {
  host.types.AddWorkflow("inner", Line("inner", "{i1: {type: test.name}, i2: {type: test.name}}",
                                       "START -> i1 -> i2", "interrupt: {before: '*'}\n"));
  RunResult result = host.RunOn("t", kOuter, "{}");
  EXPECT_EQ(result.status, ThreadStatus::kWaiting);
  EXPECT_EQ(starts["i1"], 0);
  host.Restart();
  result = host.Resume("t", kOuter);
  EXPECT_EQ(result.status, ThreadStatus::kWaiting);
  EXPECT_EQ(starts["i1"], 1);
  EXPECT_EQ(starts["i2"], 0);
  host.Restart();
  result = host.Resume("t", kOuter);
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(starts["i2"], 1);
}

TEST_F(Subworkflow, TellsEventsInItsNamespaceAndOneOrder) {
  host.types.AddWorkflow("inner", Line("inner", "{i1: {type: test.name}}", "START -> i1"));
  testing::RecordingSink sink;
  host.RunOn("t", kOuter, "{}", {.sink = &sink});
  std::int64_t seq = 0;
  std::set<std::string> spaces;
  for (const Value& event : sink.events()) {
    EXPECT_GT(event.Find("seq")->as_int(), seq);
    seq = event.Find("seq")->as_int();
    if (event.Find("ns")->size() == 0) continue;
    ASSERT_EQ(event.Find("ns")->size(), 1U);
    spaces.emplace(event.Find("ns")->At(0).as_text());
  }
  ASSERT_EQ(spaces.size(), 1U);
  EXPECT_TRUE(spaces.begin()->starts_with("sub:"));
  EXPECT_EQ(sink.Of(event::Type::kRunStarted).size(), 1U);
  EXPECT_EQ(sink.Of(event::Type::kRunFinished).size(), 1U);
}

// Every commit is the last before a crash once.
TEST_F(Subworkflow, EndsTheSameWhereverItIsCutOff) {
  host.types.AddWorkflow("inner", Line("inner", "{i1: {type: test.name}, i2: {type: test.name}}",
                                       "START -> i1 -> i2"));
  for (int commits = 1; commits < 40; ++commits) {
    int left = commits;
    store.before = [&left](const checkpoint::Batch&) {
      return left-- > 0 ? StoreCode::kOk : StoreCode::kUnavailable;
    };
    const std::string thread = "t" + std::to_string(commits);
    RunRequest request;
    request.thread = thread;
    request.input = Value::EmptyObject();
    const auto cut = host.Try(kOuter, request);
    store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
    host.Restart();
    const bool began = cut.has_value() || commits > 1;
    if (cut.has_value() && cut.value().status == ThreadStatus::kDone) return;
    if (!began) continue;
    RunRequest again;
    again.thread = thread;
    const auto resumed = host.Try(kOuter, again);
    if (resumed.has_error()) {
      EXPECT_EQ(resumed.error().code(), "empty_input");
      continue;
    }
    EXPECT_EQ(ToJson(resumed.value().output), R"({"log":["before","after"],"heard":["i1","i2"]})");
  }
  FAIL() << "it never ended";
}

class Calling : public Subworkflow {
 protected:
  Calling() { called = {"called", "called"}; }
  const std::string yaml = Line("caller", "{a: {type: test.call}}", "START -> a");
};

TEST_F(Calling, GivesEachCallANamespaceOfItsOwn) {
  host.types.AddWorkflow("called", Line("called", "{i: {type: test.name}}", "START -> i"));
  const RunResult done = host.RunOn("t", yaml, "{}");
  EXPECT_EQ(ToJson(done.output), R"({"log":[[["i"],["i"]]]})");
  EXPECT_EQ(keys.size(), 2U);
}

TEST_F(Calling, AnswersReachTheCallThatAsked) {
  host.types.AddWorkflow("called", Line("called", "{q: {type: test.ask}}", "START -> q"));
  RunResult result = host.RunOn("t", yaml, "{}");
  ASSERT_EQ(result.questions.size(), 1U);
  host.Restart();
  result = host.Resume("t", yaml, {{.id = "", .value = 1}});
  ASSERT_EQ(result.questions.size(), 1U);
  host.Restart();
  result = host.Resume("t", yaml, {{.id = "", .value = 2}});
  EXPECT_EQ(ToJson(result.output), R"({"log":[[[1],[2]]]})");
  EXPECT_EQ(starts["q"], 4);
}

// Its sibling fails before it has begun; its store takes longer than a cancelled node may.
TEST_F(Subworkflow, ThatIsCancelledBeforeItBeginsEndsBeforeItsCaller) {
  host.types.AddWorkflow("inner", Line("inner", "{a: {type: test.name}}", "START -> a"));
  failures = 1;
  const std::string outer =
      Line("outer", "{sub: {workflow: inner}, f: {type: test.fail}}", "START -> sub & f");
  store.deliver = [this](std::function<void()> answer) {
    if (store.entries() != 2) return answer();
    host.executor().At(host.executor().clock().Mono() + std::chrono::seconds(1),
                       {.run = new std::function(std::move(answer))},
                       [](executor::Token token) noexcept {
                         using Answer = std::function<void()>;
                         const std::unique_ptr<Answer> late(static_cast<Answer*>(token.run));
                         (*late)();
                       });
  };
  testing::RecordingSink sink;
  EXPECT_EQ(host.RunOn("t", outer, "{}", {.sink = &sink}).status, ThreadStatus::kFailed);
  host.Pass(std::chrono::seconds(2));
  EXPECT_EQ(sink.Names().back(), "run.finished");
}

}  // namespace
}  // namespace dashflow::engine
