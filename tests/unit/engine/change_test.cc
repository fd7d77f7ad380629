// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <span>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/sound_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;
using testing::MapStore;

// Resuming a thread with a changed state.
class Change : public ::testing::Test {
 protected:
  void TearDown() override { testing::ExpectSound(store); }
  Change() {
    host.UseStore(store);
    host.types.Add("test.ask", {.inputs = {"n"}, .outputs = {"answer"}}, [](Call& call) {
      const Value* answer = call.Interrupt(call.facts().inputs[0], {});
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
    host.types.Add("test.mark", {.inputs = {"n"}, .outputs = {"log"}}, [](Call& call) {
      call.Emit(0, std::string(call.Text(graph::CallText::kNode)) +
                       std::to_string(call.facts().inputs[0].as_int()));
      return Outcome::kDone;
    });
  }

  static std::string Yaml(const std::string& edges = "START -> ask -> after",
                          const std::string& rules = "") {
    return R"(
dashflow: 1
name: change
state:
  n: {type: integer, default: 1}
  answer: {type: [integer, 'null']}
  log: {reduce: append}
nodes:
  ask: {type: test.ask}
  after: {type: test.mark}
  side: {type: test.mark)" +
           rules + "}\nedges: [" + edges + "]\n";
  }

  Result<RunResult> Resume(RunRequest request, const std::string& yaml = Yaml()) {
    request.thread = thread;
    return host.Try(yaml, std::move(request));
  }
  RunResult Begin(const std::string& yaml = Yaml()) {
    RunResult begun = host.Run(yaml, "{}");
    thread = begun.thread;
    return begun;
  }
  static RunRequest Update(std::string_view values) {
    RunRequest request;
    request.update = Json(values);
    return request;
  }
  static RunRequest Goto(std::vector<std::string> nodes) {
    RunRequest request;
    request.go_to = std::move(nodes);
    return request;
  }
  std::string CodeOf(RunRequest request) {
    const auto result = Resume(std::move(request));
    return result.has_error() ? result.error().code() : "";
  }

  MapStore store;
  HostFixture host;
  std::string thread;
};

TEST_F(Change, IsSeenByWhatIsDue) {
  EXPECT_EQ(Begin().questions.at(0).asked.question, Value(1));
  RunRequest request = Update(R"({"n":5})");
  request.answers.push_back({"", 7});
  EXPECT_EQ(Resume(std::move(request))->output, Json(R"({"n":5,"answer":7,"log":["after5"]})"));
}

TEST_F(Change, IsReduced) {
  Begin();
  RunRequest request = Update(R"({"log":"given"})");
  request.answers.push_back({"", 7});
  EXPECT_EQ(*Resume(std::move(request))->output.Find("log"), Json(R"(["given","after1"])"));
}

TEST_F(Change, ReplacesWhereItSaysSo) {
  Begin();
  RunRequest request = Update(R"({"log":["old"]})");
  request.answers.push_back({"", 7});
  EXPECT_TRUE(Resume(std::move(request)).has_value());
  request = {};
  request.input = Json(R"({"log":{"__overwrite__":["new"]}})");
  EXPECT_EQ(*Resume(std::move(request))->output.Find("log"), Json(R"(["new"])"));
  request = Update(R"({"log":{"__overwrite__":[]}})");
  request.answers.push_back({"", 7});
  EXPECT_EQ(*Resume(std::move(request))->output.Find("log"), Json(R"(["after1"])"));
}

TEST_F(Change, WithoutAnAnswerAsksAgain) {
  const std::string id = Begin().questions.at(0).asked.id;
  const RunResult again = *Resume(Update(R"({"n":5})"));
  EXPECT_EQ(again.status, ThreadStatus::kWaiting);
  EXPECT_EQ(again.questions.at(0).asked.question, Value(5));
  EXPECT_EQ(again.questions.at(0).asked.id, id);
}

TEST_F(Change, RunsANodeBesideWhatIsDue) {
  Begin();
  RunRequest request = Goto({"side"});
  request.answers.push_back({"", 7});
  EXPECT_EQ(*Resume(std::move(request))->output.Find("log"), Json(R"(["side1","after1"])"));
}

TEST_F(Change, OfANodeThatIsDueAlreadyRunsItOnce) {
  Begin();
  RunRequest request = Goto({"ask", "ask"});
  request.answers.push_back({"", 7});
  EXPECT_EQ(*Resume(std::move(request))->output.Find("log"), Json(R"(["after1"])"));
}

TEST_F(Change, GoesOnWithAThreadThatHasEnded) {
  const std::string yaml = Yaml("START -> after");
  EXPECT_EQ(Begin(yaml).status, ThreadStatus::kDone);
  RunRequest request = Goto({"side"});
  request.update = Json(R"({"n":2})");
  const RunResult result = *Resume(std::move(request), yaml);
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(*result.output.Find("log"), Json(R"(["after1","side2"])"));
}

TEST_F(Change, LeavesADeferredNodeToTheEnd) {
  const std::string yaml = Yaml("START -> ask -> after", ", defer: true");
  Begin(yaml);
  RunRequest request = Goto({"side"});
  request.answers.push_back({"", 7});
  EXPECT_EQ(*Resume(std::move(request), yaml)->output.Find("log"), Json(R"(["after1","side1"])"));
}

TEST_F(Change, StaysAfterARestart) {
  Begin();
  RunRequest request = Update(R"({"n":5,"log":"given"})");
  request.go_to = {"side"};
  EXPECT_EQ(Resume(std::move(request))->status, ThreadStatus::kWaiting);
  host.Restart();
  RunRequest answer;
  answer.answers.push_back({"", 7});
  EXPECT_EQ(Resume(std::move(answer))->output,
            Json(R"({"n":5,"answer":7,"log":["given","side5","after5"]})"));
}

TEST_F(Change, IsThereFromTheMomentItsEntryIs) {
  Begin();
  store.before = [](const checkpoint::Batch& batch) {
    const std::span<const checkpoint::Operation> ops(batch.ops, batch.op_count);
    const bool begins = std::ranges::any_of(
        ops, [](const auto& op) { return op.kind == checkpoint::OpKind::kExpect; });
    return begins ? checkpoint::StoreCode::kOk : checkpoint::StoreCode::kUnavailable;
  };
  RunRequest request = Update(R"({"n":5,"log":"given"})");
  request.go_to = {"side"};
  request.answers.push_back({"", 7});
  EXPECT_EQ(Resume(std::move(request))->error->code(), "store_unavailable");
  store.before = [](const checkpoint::Batch&) { return checkpoint::StoreCode::kOk; };
  host.Restart();
  EXPECT_EQ(Resume({})->output, Json(R"({"n":5,"answer":7,"log":["given","side5","after5"]})"));
}

TEST_F(Change, IsOnTheNewBranchOfAFork) {
  const RunResult begun = Begin(Yaml("START -> after"));
  RunRequest request = Goto({"side"});
  request.update = Json(R"({"n":9})");
  request.at = checkpoint::ParsePosition("1-1");
  EXPECT_EQ(*Resume(std::move(request), Yaml("START -> after"))->output.Find("log"),
            Json(R"(["after9","side9"])"));
}

TEST_F(Change, ThatCannotBeIsRefusedAndNothingHappens) {
  Begin();
  const std::size_t entries = store.entries();
  EXPECT_EQ(CodeOf(Goto({"nowhere"})), "invalid_update");
  EXPECT_EQ(CodeOf(Update("[1]")), "invalid_update");
  EXPECT_EQ(CodeOf(Update("[[\"m\",1]]")), "invalid_update");
  EXPECT_EQ(CodeOf(Update(R"({"m":1})")), "invalid_update");
  EXPECT_EQ(CodeOf(Update(R"({"n":"text"})")), "channel_type");
  EXPECT_EQ(store.entries(), entries);
  EXPECT_EQ(Resume(Goto({"END"}))->status, ThreadStatus::kWaiting);
}

TEST_F(Change, OfAThreadWithNothingLeftToRunEndsAtOnce) {
  const std::string yaml = Yaml("START -> after");
  Begin(yaml);
  EXPECT_EQ(Resume(Goto({"END"}), yaml).error().code(), "thread_finished");
  const RunResult changed = *Resume(Update(R"({"n":2})"), yaml);
  EXPECT_EQ(changed.status, ThreadStatus::kDone);
  EXPECT_EQ(changed.output, Json(R"({"n":2,"log":["after1"]})"));
}

TEST_F(Change, AThreadThatIsNotThereIsMadeOnlyWhereThatIsAskedFor) {
  const ProgramPtr program = host.engine().Load(host.types.Compile(Yaml()));
  UpdateRequest request{.thread = "new", .updates = {{"ask", Json(R"({"answer":7})")}}};
  EXPECT_EQ(host.engine().Update(program, request).error().code(), "thread_not_found");
  request.create = true;
  ASSERT_TRUE(host.engine().Update(program, request).has_value());
  thread = "new";
  const RunResult done = *Resume({});
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(done.output, Json(R"({"n":1,"answer":7,"log":["after1"]})"));
}

TEST_F(Change, PairsMayWriteAChannelSeveralTimes) {
  Begin();
  RunRequest request = Update(R"([["log","one"],["log","two"]])");
  request.answers = {{"", Value(1)}};
  EXPECT_EQ(*Resume(std::move(request))->output.Find("log"), Json(R"(["one","two","after1"])"));
}

TEST_F(Change, WhatIsSentRunsBesideWhatIsDue) {
  Begin();
  RunRequest request;
  request.answers = {{"", Value(1)}};
  request.sends = {{"side", Json(R"({"n":7})")}, {"side", Json(R"({"n":8})")}};
  EXPECT_EQ(*Resume(std::move(request))->output.Find("log"), Json(R"(["side7","side8","after1"])"));
  RunRequest wrong;
  wrong.sends = {{"side", Json(R"({"m":1})")}};
  EXPECT_EQ(Resume(std::move(wrong)).error().code(), "send_invalid");
}

}  // namespace
}  // namespace dashflow::engine
