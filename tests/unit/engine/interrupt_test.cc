// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/recording_sink.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

class Asking : public ::testing::Test {
 protected:
  Asking() {
    host.UseStore(store);
    host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
      ++starts;
      const Value schema = Json(R"({"type":"boolean"})");
      const Value* answer = call.Interrupt(call.Text(graph::CallText::kNode), schema);
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
    host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
      ++names;
      call.Emit(0, Value(call.Text(graph::CallText::kNode)));
      return Outcome::kDone;
    });
  }

  testing::MapStore store;
  HostFixture host;
  int starts = 0;
  int names = 0;
};

const std::string kOne = R"(
dashflow: 1
name: ask
state: {log: {reduce: append}}
nodes: {a: {type: test.ask}, b: {type: test.name}}
edges: [START -> a -> b]
)";

const std::string kTwo = R"(
dashflow: 1
name: ask2
state: {log: {reduce: append}}
nodes: {a: {type: test.ask}, b: {type: test.ask}, c: {type: test.name}}
edges: [START -> a & b & c]
)";

TEST_F(Asking, WaitsAndGoesOnWithTheAnswerAfterARestart) {
  const RunResult waiting = host.RunOn("t", kOne, "{}");
  EXPECT_EQ(waiting.status, ThreadStatus::kWaiting);
  ASSERT_EQ(waiting.questions.size(), 1U);
  EXPECT_EQ(waiting.questions[0].node, "a");
  EXPECT_EQ(waiting.questions[0].asked.question, Value("a"));
  host.Restart();
  const RunResult done = host.Resume("t", kOne, {{.id = "", .value = true}});
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(done.output, Json(R"({"log":[true,"b"]})"));
  EXPECT_EQ(starts, 2);
}

TEST_F(Asking, ShowsWhatTheOthersWroteAndKeepsItForTheSuperstep) {
  testing::RecordingSink sink;
  const RunResult waiting = host.RunOn("t", kTwo, "{}", {.sink = &sink});
  EXPECT_EQ(waiting.output, Json(R"({"log":["c"]})"));
  EXPECT_EQ(*sink.Of(event::Type::kValues).back().Find("values"), waiting.output);
  const RunResult done =
      host.Resume("t", kTwo, {{.id = "a", .value = true}, {.id = "b", .value = false}});
  EXPECT_EQ(done.output, Json(R"({"log":[true,false,"c"]})"));
}

TEST_F(Asking, RefusesAnAnswerThatDoesNotFitItsSchema) {
  host.RunOn("t", kOne, "{}");
  RunRequest request;
  request.thread = "t";
  request.answers = {{.id = "", .value = "yes"}};
  const auto refused = host.Try(kOne, request);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "answer_invalid");
  EXPECT_EQ(host.Resume("t", kOne, {{.id = "", .value = false}}).status, ThreadStatus::kDone);
}

TEST_F(Asking, AsksAgainWithoutAnAnswer) {
  const RunResult first = host.RunOn("t", kOne, "{}");
  const RunResult second = host.Resume("t", kOne);
  EXPECT_EQ(second.status, ThreadStatus::kWaiting);
  EXPECT_EQ(second.questions.at(0).asked.id, first.questions.at(0).asked.id);
}

TEST_F(Asking, SeveralQuestionsAreAnsweredByIdOneByOneAndSiblingsRunOnce) {
  const RunResult waiting = host.RunOn("t", kTwo, "{}");
  ASSERT_EQ(waiting.questions.size(), 2U);
  RunRequest request;
  request.thread = "t";
  request.answers = {{.id = "", .value = true}};
  EXPECT_EQ(host.Try(kTwo, request).error().code(), "resume_ambiguous");
  const RunResult half =
      host.Resume("t", kTwo, {{.id = waiting.questions[1].asked.id, .value = false}});
  EXPECT_EQ(half.status, ThreadStatus::kWaiting);
  ASSERT_EQ(half.questions.size(), 1U);
  const RunResult done = host.Resume("t", kTwo, {{.id = "a", .value = true}});
  EXPECT_EQ(done.output, Json(R"({"log":[true,false,"c"]})"));
  EXPECT_EQ(names, 1);
}

TEST_F(Asking, AnAnswererDecidesOnTheSpot) {
  class Yes final : public Answerer {
    std::optional<Value> Answer(const checkpoint::Asked&) override { return Value(true); }
  } yes;
  EXPECT_EQ(host.Run(kOne, "{}", {.answerer = &yes}).output, Json(R"({"log":[true,"b"]})"));
  EXPECT_EQ(starts, 1);
}

TEST_F(Asking, NobodyMayAnswerWhatWasNotAsked) {
  host.RunOn("t", R"(
dashflow: 1
name: plain
state: {log: {reduce: append}}
nodes: {b: {type: test.name}}
edges: [START -> b]
)",
             "{}");
  RunRequest request;
  request.thread = "t";
  request.answers = {{.id = "", .value = true}};
  const auto refused = host.Try(R"(
dashflow: 1
name: plain
state: {log: {reduce: append}}
nodes: {b: {type: test.name}}
edges: [START -> b]
)",
                                request);
  EXPECT_EQ(refused.error().code(), "not_waiting");
}

TEST_F(Asking, StaticInterruptsStopBeforeAndAfterOnce) {
  const std::string yaml = R"(
dashflow: 1
name: static
state: {log: {reduce: append}}
nodes: {a: {type: test.name}, b: {type: test.name}, c: {type: test.name}}
edges: [START -> a -> b -> c]
interrupt: {before: [b], after: [b]}
)";
  EXPECT_EQ(host.RunOn("t", yaml, "{}").status, ThreadStatus::kWaiting);
  EXPECT_EQ(names, 1);
  EXPECT_EQ(host.Resume("t", yaml).status, ThreadStatus::kWaiting);
  EXPECT_EQ(names, 2);
  host.Restart();
  EXPECT_EQ(host.Resume("t", yaml).output, Json(R"({"log":["a","b","c"]})"));
}

}  // namespace
}  // namespace dashflow::engine
