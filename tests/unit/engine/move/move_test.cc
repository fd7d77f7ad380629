// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/history/views.h"
#include "tests/unit/engine/move/move_fixture.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using testing::Json;

using ThreadMove = MoveTest;

const std::string kNodes = "ask: {type: test.ask}, after: {type: test.mark}";

TEST_F(ThreadMove, ToAnEqualShapeNeedsNoRule) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after"};
  MoveTest::Parts after = before;
  after.nodes = "ask: {type: test.ask}, after: {type: test.mark, in: {n: {cel: n + 10}}}";
  const std::string id = Begin(before).questions.at(0).asked.id;
  EXPECT_EQ(LogOf(Resume(after, {{id, 7}})), Json(R"(["after11"])"));
  EXPECT_EQ(Record().version, host.types.Compile(after.Yaml())->version);
  EXPECT_TRUE(checkpoint::Directory(store).GetDefinition(Record().version).has_value());
}

TEST_F(ThreadMove, ToAnEqualShapeCostsNothingForTheState) {
  const MoveTest::Parts before{
      "a: {type: test.ask}, b: {type: test.ask}, c: {type: test.mark}, d: {type: test.mark}",
      "START -> a -> b -> c -> d", "text: {type: string, default: ''}"};
  MoveTest::Parts after = before;
  after.rest = "tags: [new]\n";
  MoveTest::Parts last = before;
  last.rest = "tags: [newer]\n";
  const std::string text(200'000, 'x');
  Begin(before, ToJson(Value::EmptyObject().Set("text", text)));
  ASSERT_EQ(Resume(after, {{"", 7}}).status, ThreadStatus::kWaiting);
  EXPECT_LT(store.entry(Record().stream, 1).size(), 1000U);
  host.Restart();
  const RunResult done = Resume(last, {{"", 8}});
  EXPECT_EQ(*done.output.Find("text"), Value(text));
  EXPECT_EQ(LogOf(done).size(), 2U);
  ASSERT_TRUE(host.engine().PruneThread("t", {.keep = 2, .since = {}}).has_value());
  EXPECT_EQ(checkpoint::ValuesOf(checkpoint::History(store, Record()).Head().value()), done.output);
}

TEST_F(ThreadMove, StaysWithoutARule) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after"};
  const MoveTest::Parts after{"review: {type: test.ask}, after: {type: test.mark}",
                              "START -> review -> after"};
  Begin(before);
  const Error error = Refusal(before, after);
  EXPECT_EQ(error.code(), "workflow_changed");
  EXPECT_NE(error.cause().find("no rule covers: node 'ask' is gone; node 'review' is new; "),
            std::string::npos)
      << error.cause();
  EXPECT_NE(error.fix().find("rename: {ask: review}"), std::string::npos) << error.fix();
  EXPECT_EQ(Resume(before, {{"", 7}}).status, ThreadStatus::kDone);
}

TEST_F(ThreadMove, OfARenamedNodeKeepsItsQuestion) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after"};
  const MoveTest::Parts after{"review: {type: test.ask}, after: {type: test.mark}",
                              "START -> review -> after", "",
                              "migrate: [{from: '*', rename: {ask: review}}]\n"};
  const std::string id = Begin(before).questions.at(0).asked.id;
  const RunResult waiting = MoveAndResume(before, after);
  EXPECT_EQ(waiting.questions.at(0).task, "review");
  const RunResult done = Resume(after, {{"review", 7}});
  EXPECT_EQ(done.output, Json(R"({"n":1,"answer":7,"log":["after1"]})"));
  EXPECT_EQ(starts["ask"], 1);
  EXPECT_FALSE(id.empty());
}

TEST_F(ThreadMove, AnswersByTheIdFromBefore) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after"};
  const MoveTest::Parts after{"review: {type: test.ask}, after: {type: test.mark}",
                              "START -> review -> after", "",
                              "migrate: [{from: '*', rename: {ask: review}}]\n"};
  const std::string id = Begin(before).questions.at(0).asked.id;
  EXPECT_EQ(MoveAndResume(before, after, {{id, 7}}).status, ThreadStatus::kDone);
}

TEST_F(ThreadMove, KeepsWhatSiblingsHaveDone) {
  const MoveTest::Parts before{"ask: {type: test.ask}, b: {type: test.mark}, c: {type: test.mark}",
                               "START -> ask & b, ask & b -> c"};
  const MoveTest::Parts after{
      "z: {type: test.ask}, b: {type: test.mark}, c: {type: test.mark}, d: {type: test.mark}",
      "START -> z & b, z & b -> c, c -> d", "", "migrate: [{from: '*', rename: {ask: z}}]\n"};
  Begin(before);
  EXPECT_EQ(LogOf(MoveAndResume(before, after, {{"", 7}})), Json(R"(["b1","c1","d1"])"));
  EXPECT_EQ(starts["b"], 1);
}

TEST_F(ThreadMove, OfAFailedSuperstepRunsOnlyWhatIsLeft) {
  failures = 1;
  const MoveTest::Parts before{"a: {type: test.fail}, b: {type: test.mark}, c: {type: test.mark}",
                               "START -> a & b, a & b -> c"};
  MoveTest::Parts after = before;
  after.nodes += ", d: {type: test.mark}";
  after.edges += ", c -> d";
  after.rest = "migrate: [{from: '*'}]\n";
  EXPECT_EQ(Begin(before).status, ThreadStatus::kFailed);
  const std::string key = keys["a"];
  const int b_before = starts["b"];
  EXPECT_EQ(LogOf(MoveAndResume(before, after)), Json(R"(["a1","b1","c1","d1"])"));
  EXPECT_EQ(keys["a"], key);
  EXPECT_LE(starts["b"], b_before + 1);
}

TEST_F(ThreadMove, OfAKilledRunGoesOn) {
  const MoveTest::Parts before{"a: {type: test.mark}, b: {type: test.mark}", "START -> a -> b"};
  MoveTest::Parts after = before;
  after.nodes += ", c: {type: test.mark}";
  after.edges = "START -> a -> b -> c";
  after.rest = "migrate: [{from: '*'}]\n";
  store.before = [commits = 0](const checkpoint::Batch&) mutable {
    return ++commits <= 4 ? checkpoint::StoreCode::kOk : checkpoint::StoreCode::kUnavailable;
  };
  Begin(before);
  store.before = [](const checkpoint::Batch&) { return checkpoint::StoreCode::kOk; };
  ASSERT_EQ(Record().status, ThreadStatus::kRunning);
  host.Restart();
  const RunResult done = MoveAndResume(before, after);
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(LogOf(done), Json(R"(["a1","b1","c1"])"));
}

TEST_F(ThreadMove, IsRefusedWhereItWaitsAtADroppedNodeAlone) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after"};
  MoveTest::Parts after{"after: {type: test.mark}", "START -> after", "",
                        "migrate: [{from: '*', drop: [ask]}]\n"};
  Begin(before);
  const Error error = Refusal(before, after);
  EXPECT_EQ(error.code(), "migration_refused");
  EXPECT_NE(error.fix().find("rename: {ask: "), std::string::npos) << error.fix();
  after.rest = "migrate: [{from: '*', rename: {ask: after}}]\n";
  EXPECT_EQ(LogOf(MoveAndResume(before, after)), Json(R"(["after1"])"));
}

TEST_F(ThreadMove, GoesOnWithoutADroppedNodeBesideOthers) {
  const MoveTest::Parts before{
      "a: {type: test.ask}, b: {type: test.ask, out: {answer: other}}, "
      "c: {type: test.mark}",
      "START -> a & b, a & b -> c", "other: {type: [integer, 'null']}"};
  const MoveTest::Parts after{"b: {type: test.ask, out: {answer: other}}, c: {type: test.mark}",
                              "START -> b -> c", "other: {type: [integer, 'null']}",
                              "migrate: [{from: '*', drop: [a]}]\n"};
  EXPECT_EQ(Begin(before).questions.size(), 2U);
  const RunResult done = MoveAndResume(before, after, {{"", 7}});
  EXPECT_EQ(LogOf(done), Json(R"(["c1"])"));
  EXPECT_EQ(*done.output.Find("other"), Value(7));
}

TEST_F(ThreadMove, IsRefusedWhereADroppedNodeHasFinished) {
  const MoveTest::Parts before{"ask: {type: test.ask}, b: {type: test.mark}", "START -> ask & b"};
  const MoveTest::Parts after{"ask: {type: test.ask}", "START -> ask", "",
                              "migrate: [{from: '*', drop: [b]}]\n"};
  Begin(before);
  const Error error = Refusal(before, after);
  EXPECT_EQ(error.code(), "migration_refused");
  EXPECT_NE(error.message().find("task 'b' has finished"), std::string::npos) << error.message();
}

TEST_F(ThreadMove, IsRefusedWhereAFinishedNodeBecomesAPartOfAnother) {
  const MoveTest::Parts before{"ask: {type: test.ask}, b: {type: test.mark}", "START -> ask & b"};
  const MoveTest::Parts after{"ask: {type: test.ask}", "START -> ask", "",
                              "migrate: [{from: '*', rename: {b: ask}}]\n"};
  Begin(before);
  EXPECT_EQ(Refusal(before, after).code(), "migration_refused");
}

TEST_F(ThreadMove, LetsTwoWaitingNodesBecomeOne) {
  const MoveTest::Parts before{"a: {type: test.ask}, b: {type: test.ask}, c: {type: test.mark}",
                               "START -> a & b, a & b -> c"};
  const MoveTest::Parts after{"b: {type: test.ask}, c: {type: test.mark}", "START -> b -> c", "",
                              "migrate: [{from: '*', rename: {a: b}}]\n"};
  EXPECT_EQ(Begin(before).questions.size(), 2U);
  EXPECT_EQ(LogOf(MoveAndResume(before, after, {{"", 7}})), Json(R"(["c1"])"));
}

TEST_F(ThreadMove, FillsNewChannels) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after"};
  const MoveTest::Parts after{
      "ask: {type: test.ask}, after: {type: test.mark, in: {n: {cel: m + k + size(l)}}}",
      "START -> ask -> after",
      "m: {type: integer}\n  k: {type: integer, default: 5}\n  l: {reduce: append}",
      "migrate: [{from: '*', defaults: {m: 30, l: [1, 2]}}]\n"};
  Begin(before);
  EXPECT_EQ(LogOf(MoveAndResume(before, after, {{"", 7}})), Json(R"(["after37"])"));
}

TEST_F(ThreadMove, LooksAtTheValuesOfChannelsOfAnotherType) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after", "w: {}"};
  MoveTest::Parts after = before;
  after.state = "w: {type: string}";
  after.rest = "migrate: [{from: '*', rename: {w: w}}]\n";
  Begin(before, R"({"w":12})");
  const Error error = Refusal(before, after);
  EXPECT_EQ(error.code(), "migration_refused");
  EXPECT_NE(error.message().find("channel 'w'"), std::string::npos) << error.message();
  after.rest = "migrate: [{from: '*', drop: [w], defaults: {w: new}}]\n";
  const RunResult done = MoveAndResume(before, after, {{"", 7}});
  EXPECT_EQ(*done.output.Find("w"), Value("new"));
}

TEST_F(ThreadMove, CarriesAValueThatStillFits) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after", "w: {}"};
  MoveTest::Parts after = before;
  after.state = "v: {reduce: append, type: integer}";
  after.rest = "migrate: [{from: '*', rename: {w: v}}]\n";
  Begin(before, R"({"w":[1,2]})");
  EXPECT_EQ(*MoveAndResume(before, after, {{"", 7}}).output.Find("v"), Json("[1,2]"));
}

// `b` has been reached; afterwards `d` is a source too, or `a` is none.
TEST_F(ThreadMove, KeepsHalfAJoin) {
  const MoveTest::Parts before{
      "a0: {type: test.ask}, a: {type: test.mark}, b: {type: test.mark}, c: {type: test.mark}",
      "START -> a0 & b, a0 -> a, a & b -> c"};
  MoveTest::Parts after = before;
  after.nodes += ", d: {type: test.mark}";
  after.edges = "START -> a0 & b, a0 -> a, a -> d, a & b & d -> c";
  after.rest = "migrate: [{from: '*'}]\n";
  Begin(before);
  MoveTest::Parts paused = before;
  paused.rest = "interrupt: {after: [a0]}\n";
  Resume(paused, {{"", 7}});
  EXPECT_EQ(LogOf(MoveAndResume(paused, after)), Json(R"(["b1","a1","d1","c1"])"));
}

TEST_F(ThreadMove, LetsAJoinGoOnThatWaitedForDroppedNodesOnly) {
  const std::string other = "other: {type: [integer, 'null']}";
  const std::string rest_nodes = "b: {type: test.mark}, c: {type: test.mark}, z: {type: test.ask}";
  const MoveTest::Parts before{"a: {type: test.ask, out: {answer: other}}, " + rest_nodes,
                               "START -> b -> a & z, a & b -> c", other};
  const MoveTest::Parts after{rest_nodes, "START -> b -> c & z", other,
                              "migrate: [{from: '*', drop: [a]}]\n"};
  EXPECT_EQ(Begin(before).questions.size(), 2U);
  EXPECT_EQ(LogOf(MoveAndResume(before, after, {{"", 7}})), Json(R"(["b1","c1"])"));
}

TEST_F(ThreadMove, KeepsDeferredNodesWaiting) {
  const MoveTest::Parts before{
      "ask: {type: test.ask}, b: {type: test.mark}, last: {type: test.mark, defer: true}",
      "START -> b -> ask, b -> last"};
  MoveTest::Parts after{
      "ask: {type: test.ask}, b: {type: test.mark}, end: {type: test.mark, defer: true}, "
      "x: {type: test.mark}",
      "START -> b -> ask -> x, b -> end", "", "migrate: [{from: '*', rename: {last: end}}]\n"};
  Begin(before);
  EXPECT_EQ(LogOf(MoveAndResume(before, after, {{"", 7}})), Json(R"(["b1","x1","end1"])"));
}

TEST_F(ThreadMove, KeepsWhatWasSent) {
  failures = 2;
  const MoveTest::Parts before{"f: {type: test.fail}",
                               "{from: START, each: '[10, 20]', to: f, as: n}"};
  const MoveTest::Parts after{"a: {type: test.mark}, g: {type: test.fail}",
                              "{from: START, each: '[10, 20]', to: g, as: n}, g -> a", "",
                              "migrate: [{from: '*', rename: {f: g}}]\n"};
  EXPECT_EQ(Begin(before).status, ThreadStatus::kFailed);
  failures = 0;
  EXPECT_EQ(LogOf(MoveAndResume(before, after)), Json(R"(["g10","g20","a1"])"));
}

TEST_F(ThreadMove, KeepsAHandlerInItsPlace) {
  failures = 1;
  const MoveTest::Parts before{"f: {type: test.fail, on_error: h}, h: {type: test.ask}",
                               "START -> f"};
  const MoveTest::Parts after{
      "f: {type: test.fail, on_error: help}, help: {type: test.ask}, a: {type: test.mark}",
      "START -> f, help -> a", "", "migrate: [{from: '*', rename: {h: help}}]\n"};
  EXPECT_EQ(Begin(before).questions.at(0).task, "f:h");
  const RunResult done = MoveAndResume(before, after, {{"f:help", 7}});
  EXPECT_EQ(LogOf(done), Json(R"(["a1"])"));
  EXPECT_EQ(starts["f"], 1);
}

TEST_F(ThreadMove, IsAllOrNothing) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after"};
  MoveTest::Parts after = before;
  after.nodes += ", more: {type: test.mark}";
  after.edges = "START -> ask -> after -> more";
  after.rest = "migrate: [{from: '*'}]\n";
  Begin(before);
  for (int allowed = 0; allowed < 4; ++allowed) {
    store.before = [left = allowed](const checkpoint::Batch&) mutable {
      return left-- > 0 ? checkpoint::StoreCode::kOk : checkpoint::StoreCode::kUnavailable;
    };
    EXPECT_TRUE(Move(before, after).has_error()) << allowed;
    EXPECT_EQ(Record().version, host.types.Compile(before.Yaml())->version);
  }
  store.before = [](const checkpoint::Batch&) { return checkpoint::StoreCode::kOk; };
  EXPECT_EQ(LogOf(MoveAndResume(before, after, {{"", 7}})), Json(R"(["after1","more1"])"));
  EXPECT_TRUE(store.Keys("unfinished").empty());
}

TEST_F(ThreadMove, LeavesTheWayBackToEarlierCheckpoints) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after"};
  const MoveTest::Parts after{"review: {type: test.ask}, after: {type: test.mark}",
                              "START -> review -> after", "",
                              "migrate: [{from: '*', rename: {ask: review}}]\n"};
  Begin(before);
  const std::uint64_t old_stream = Record().stream;
  MoveAndResume(before, after, {{"", 7}});
  std::vector<std::string> nodes;
  const Status read =
      checkpoint::History(store, Record()).Visit([&nodes](const checkpoint::Snapshot& snapshot) {
        for (const std::string& next : checkpoint::NextOf(snapshot)) nodes.push_back(next);
        return true;
      });
  EXPECT_TRUE(read.has_value());
  EXPECT_EQ(nodes, (std::vector<std::string>{"after", "review", "ask"}));
  RunRequest request;
  request.thread = "t";
  request.at = checkpoint::Position{old_stream, 1};
  EXPECT_EQ(host.Try(after.Yaml(), request).error().code(), "workflow_changed");
  EXPECT_EQ(host.Try(before.Yaml(), request)->questions.at(0).task, "ask");
  EXPECT_EQ(Resume(before, {{"", 8}}).output, Json(R"({"n":1,"answer":8,"log":["after1"]})"));
}

TEST_F(ThreadMove, IsPrunedAndCopiedAsAnyOther) {
  const MoveTest::Parts before{"ask: {type: test.ask}, b: {type: test.mark}", "START -> ask & b"};
  MoveTest::Parts after = before;
  after.nodes += ", c: {type: test.mark}";
  after.edges = "START -> ask & b, b -> c";
  after.rest = "migrate: [{from: '*'}]\n";
  Begin(before);
  ASSERT_TRUE(Move(before, after).has_value());
  ASSERT_TRUE(host.engine().PruneThread("t", {.keep = 1, .since = std::nullopt}).has_value());
  ASSERT_TRUE(host.engine().CopyThread("t", "c").has_value());
  EXPECT_EQ(LogOf(host.Resume("c", after.Yaml(), {{"", 7}})), Json(R"(["b1","c1"])"));
  EXPECT_EQ(LogOf(Resume(after, {{"", 7}})), Json(R"(["b1","c1"])"));
  EXPECT_EQ(starts["b"], 1);
}

TEST_F(ThreadMove, OfAThreadThatHasEndedTakesAnotherInput) {
  const MoveTest::Parts before{"a: {type: test.mark}", "START -> a"};
  const MoveTest::Parts after{"b: {type: test.mark}", "START -> b", "",
                              "migrate: [{from: '*', rename: {a: b}}]\n"};
  Begin(before);
  ASSERT_TRUE(Move(before, after).has_value());
  EXPECT_EQ(LogOf(Begin(after, R"({"n":2})")), Json(R"(["a1","b2"])"));
}

TEST_F(ThreadMove, IsOfItsOwnDefinitionOnly) {
  const MoveTest::Parts before{kNodes, "START -> ask -> after"};
  const MoveTest::Parts other{"x: {type: test.mark}", "START -> x", "", "migrate: [{from: '*'}]\n"};
  Begin(before);
  EXPECT_EQ(Refusal(other, before).code(), "workflow_changed");
}

}  // namespace
}  // namespace dashflow::engine
