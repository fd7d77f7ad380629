// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "tests/edge/cases.h"

namespace dashflow::edge {
namespace {

using checkpoint::StoreCode;
using engine::RunRequest;
using engine::RunResult;
using graph::Call;
using graph::Outcome;
using testing::Json;

constexpr EdgeCase kAsk = {"ask",
                           "log: {reduce: append}",
                           "a: {type: test.ask}, b: {type: test.ask}",
                           "START -> a & b",
                           "{}",
                           ""};
constexpr EdgeCase kOne = {
    "one", "log: {reduce: append}", "a: {type: test.ask}", "START -> a", "{}", ""};
constexpr EdgeCase kPlain = {
    "plain", "log: {reduce: append}", "a: {type: test.tell}", "START -> a", "{}", ""};

// Threads at the edge: what waits, resumes, forks and is damaged.
class Threads : public ::testing::Test {
 protected:
  std::string Begin(const EdgeCase& each) {
    RunRequest request;
    request.thread = "t";
    request.input = Json(each.input);
    begun = edge.host.Try(EdgeHost::Yaml(each), std::move(request)).value();
    return EdgeHost::EndingOf(begun);
  }
  std::string Go(const EdgeCase& each, std::vector<engine::Answer> answers = {}) {
    RunRequest request;
    request.thread = "t";
    request.answers = std::move(answers);
    return EdgeHost::EndingOf(edge.host.Try(EdgeHost::Yaml(each), std::move(request)));
  }

  EdgeHost edge;
  RunResult begun;
};

TEST_F(Threads, AResumeWithoutAnAnswerAsksAgain) {
  Begin(kOne);
  EXPECT_EQ(Go(kOne), R"(waiting {"log":[]})");
  EXPECT_EQ(Go(kOne, {{"", 1}}), R"(done {"log":[1]})");
}

TEST_F(Threads, AnAnswerOfNullIsAnAnswer) {
  Begin(kOne);
  EXPECT_EQ(Go(kOne, {{"", {}}}), R"(done {"log":[null]})");
}

TEST_F(Threads, TwoAnswersToOneQuestionAreRefusedOrTheSecondIsLeft) {
  Begin(kOne);
  EXPECT_EQ(Go(kOne, {{"a", 1}, {"zz", 2}}), "refused question_not_found");
  EXPECT_EQ(Go(kOne, {{"a", 1}}), R"(done {"log":[1]})");
}

TEST_F(Threads, OneAnswerToTwoQuestionsNeedsAName) {
  Begin(kAsk);
  EXPECT_EQ(Go(kAsk, {{"", 1}}), "refused resume_ambiguous");
  EXPECT_EQ(Go(kAsk, {{"b", 2}}), R"(waiting {"log":[2]})");
  EXPECT_EQ(Go(kAsk, {{"", 1}}), R"(done {"log":[1,2]})");
}

TEST_F(Threads, AnswersInAnyOrderAreFoldedInTaskOrder) {
  Begin(kAsk);
  EXPECT_EQ(Go(kAsk, {{"b", 2}, {"a", 1}}), R"(done {"log":[1,2]})");
}

TEST_F(Threads, AnAnswerAfterTheEndIsRefused) {
  Begin(kPlain);
  EXPECT_EQ(Go(kPlain, {{"", 1}}), "refused not_waiting");
}

TEST_F(Threads, AResumeAfterTheEndChangesNothing) {
  EXPECT_EQ(Begin(kPlain), R"(done {"log":["a"]})");
  EXPECT_EQ(Go(kPlain), R"(done {"log":["a"]})");
}

TEST_F(Threads, AnEmptyInputOnAThreadThatHasEndedRunsItAgain) {
  Begin(kPlain);
  EXPECT_EQ(Begin(kPlain), R"(done {"log":["a","a"]})");
}

TEST_F(Threads, ANewInputForgetsWhatWaits) {
  Begin(kOne);
  const std::string first = begun.questions.at(0).asked.id;
  EXPECT_EQ(Begin(kOne), R"(waiting {"log":[]})");
  EXPECT_NE(begun.questions.at(0).asked.id, first);
  EXPECT_EQ(Go(kOne, {{first, 1}}), "refused question_not_found");
}

TEST_F(Threads, AResumeOfNobodyIsRefused) {
  EXPECT_EQ(Go(kPlain), "refused empty_input");
  EXPECT_EQ(Go(kPlain, {{"", 1}}), "refused thread_not_found");
}

TEST_F(Threads, AForkOfTheFirstCheckpointRunsAllAgain) {
  Begin(kPlain);
  RunRequest fork;
  fork.thread = "t";
  fork.at = checkpoint::ParsePosition("1-1");
  EXPECT_EQ(EdgeHost::EndingOf(edge.host.Try(EdgeHost::Yaml(kPlain), fork)),
            R"(done {"log":["a"]})");
}

TEST_F(Threads, AForkBehindTheEndIsRefused) {
  Begin(kPlain);
  RunRequest fork;
  fork.thread = "t";
  for (const char* at : {"1-99", "99-1", "1-0"}) {
    fork.at = checkpoint::ParsePosition(at);
    const std::string ending = EdgeHost::EndingOf(edge.host.Try(EdgeHost::Yaml(kPlain), fork));
    EXPECT_EQ(ending.substr(0, 7), std::string(at) == "1-0" ? "done {\"" : "refused") << at;
  }
}

TEST_F(Threads, AThreadIdOfOddCharactersIsAThread) {
  for (const char* thread : {" ", "a/b", "käse", "'", "\xf0\x9f\x98\x80"}) {
    RunRequest request;
    request.thread = thread;
    request.input = Json("{}");
    EXPECT_EQ(EdgeHost::EndingOf(edge.host.Try(EdgeHost::Yaml(kPlain), request)),
              R"(done {"log":["a"]})");
    EXPECT_EQ(checkpoint::Directory(edge.store).Get(thread)->id, thread);
  }
}

TEST_F(Threads, ADamagedLastEntryIsNamed) {
  Begin(kOne);
  edge.store.entry(1, 2).back() ^= 1;
  EXPECT_EQ(Go(kOne, {{"", 1}}), "refused store_damaged");
}

TEST_F(Threads, ALostAnswerOfTheStoreIsLookedUp) {
  edge.store.after = [](const checkpoint::Batch& batch) {
    const bool appends = std::any_of(batch.ops, batch.ops + batch.op_count, [](const auto& op) {
      return op.kind == checkpoint::OpKind::kAppend;
    });
    return appends ? StoreCode::kUnknown : StoreCode::kOk;
  };
  EXPECT_EQ(Begin(kPlain), R"(done {"log":["a"]})");
}

TEST_F(Threads, AFullStoreFailsTheRunAndKeepsTheThread) {
  Begin(kOne);
  edge.store.before = [](const checkpoint::Batch&) { return StoreCode::kFull; };
  EXPECT_EQ(Go(kOne, {{"", 1}}), "failed store_full");
  edge.store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
  EXPECT_EQ(Go(kOne, {{"", 1}}), R"(done {"log":[1]})");
}

TEST_F(Threads, AStopBeforeEveryNodeGoesOnNodeByNode) {
  const EdgeCase each = {"stops",
                         "log: {reduce: append}",
                         "a: {type: test.tell}, b: {type: test.tell}",
                         "START -> a -> b",
                         "{}",
                         "",
                         "interrupt: {before: \"*\"}\n"};
  EXPECT_EQ(Begin(each), R"(waiting {"log":[]})");
  EXPECT_EQ(Go(each), R"(waiting {"log":["a"]})");
  EXPECT_EQ(Go(each), R"(done {"log":["a","b"]})");
}

TEST_F(Threads, StopAfterTheLastNodeToo) {
  const EdgeCase each = {
      "stops", "log: {reduce: append}",    "a: {type: test.tell}", "START -> a", "{}",
      "",      "interrupt: {after: [a]}\n"};
  EXPECT_EQ(Begin(each), R"(waiting {"log":["a"]})");
  EXPECT_EQ(Go(each), R"(done {"log":["a"]})");
}

TEST_F(Threads, AFailureThatIsMendedGoesOnFromWhereItWas) {
  bool broken = true;
  edge.host.types.Add("test.mended", {.inputs = {}, .outputs = {"log"}}, [&broken](Call& call) {
    if (broken) return call.Fail(Error("node_failed", "broken")), Outcome::kFailed;
    call.Emit(0, "mended");
    return Outcome::kDone;
  });
  const EdgeCase each = {"mended",
                         "log: {reduce: append}",
                         "a: {type: test.tell}, b: {type: test.mended}",
                         "START -> a -> b",
                         "{}",
                         ""};
  EXPECT_EQ(Begin(each), "failed node_failed");
  EXPECT_EQ(Go(each), "failed node_failed");
  broken = false;
  EXPECT_EQ(Go(each), R"(done {"log":["a","mended"]})");
}

TEST_F(Threads, ACachedResultOfNothingIsAResult) {
  int calls = 0;
  edge.host.types.Add("test.nothing", {.inputs = {}, .outputs = {}}, [&calls](Call&) {
    ++calls;
    return Outcome::kDone;
  });
  const EdgeCase each = {
      "nothing", "log: {reduce: append}", "a: {type: test.nothing, cache: {}}", "START -> a", "{}",
      ""};
  Begin(each);
  Begin(each);
  EXPECT_EQ(calls, 1);
}

TEST_F(Threads, ACacheOfNoTimeIsNone) {
  int calls = 0;
  edge.host.types.Add("test.nothing", {.inputs = {}, .outputs = {}}, [&calls](Call&) {
    ++calls;
    return Outcome::kDone;
  });
  const EdgeCase each = {"nothing",
                         "log: {reduce: append}",
                         "a: {type: test.nothing, cache: {ttl: 0s}}",
                         "START -> a",
                         "{}",
                         ""};
  Begin(each);
  Begin(each);
  EXPECT_EQ(calls, 2);
}

TEST_F(Threads, AnUpdateOfNothingIsACheckpoint) {
  Begin(kPlain);
  const auto program = edge.host.engine().Load(edge.host.types.Compile(EdgeHost::Yaml(kPlain)));
  engine::UpdateRequest update;
  update.thread = "t";
  update.updates = {{"a", {}}};
  EXPECT_TRUE(edge.host.engine().Update(program, update).has_value());
  update.updates = {};
  EXPECT_EQ(edge.host.engine().Update(program, update).error().code(), "invalid_update");
}

}  // namespace
}  // namespace dashflow::edge
