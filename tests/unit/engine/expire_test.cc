// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;

class Expire : public ::testing::Test {
 protected:
  Expire() {
    host.UseStore(store);
    host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      const Value* answer = call.Interrupt("well?", Value());
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
    host.types.Add("test.escalate", {.inputs = {"code?"}, .outputs = {"log"}}, [](Call& call) {
      call.Emit(0, call.facts().inputs[0]);
      return Outcome::kDone;
    });
  }

  static std::string Flow(const std::string& expire, const std::string& more = "") {
    return "dashflow: 1\nname: ask\nstate: {log: {reduce: append}}\nnodes:\n"
           "  a: {type: test.ask, expire: " +
           expire + "}\n" + more + "edges: [START -> a]\n";
  }
  std::string LogOf(const RunResult& result) { return ToJson(*result.output.Find("log")); }

  testing::MapStore store;
  HostFixture host;
};

TEST_F(Expire, AnswersWhenItsTimeHasPassed) {
  const std::string yaml = Flow("{after: 1h, answer: never mind}");
  const RunResult waiting = host.RunOn("t", yaml, "{}");
  ASSERT_EQ(waiting.status, ThreadStatus::kWaiting);
  ASSERT_EQ(waiting.questions.size(), 1U);
  EXPECT_EQ(waiting.questions[0].asked.expires,
            host.executor().clock().Now() + std::chrono::hours(1));
  host.Restart();
  host.Pass(std::chrono::minutes(30));
  EXPECT_EQ(host.Resume("t", yaml).status, ThreadStatus::kWaiting);
  host.Pass(std::chrono::minutes(30));
  EXPECT_EQ(LogOf(host.Resume("t", yaml)), R"(["never mind"])");
}

TEST_F(Expire, LeadsToAnotherNodeInItsPlace) {
  const std::string yaml = Flow("{after: 1h, to: late}",
                                "  late: {type: test.escalate, in: {code: {cel: error.code}}}\n");
  host.RunOn("t", yaml, "{}");
  host.Pass(std::chrono::hours(2));
  host.Restart();
  EXPECT_EQ(LogOf(host.Resume("t", yaml)), R"(["question_expired"])");
}

TEST_F(Expire, ComesTooLateAfterAnAnswer) {
  const std::string yaml = Flow("{after: 1h, answer: never mind}");
  host.RunOn("t", yaml, "{}");
  host.Pass(std::chrono::hours(2));
  EXPECT_EQ(LogOf(host.Resume("t", yaml, {{.id = "", .value = "yes"}})), R"(["yes"])");
}

TEST_F(Expire, FiresInALivingHost) {
  host.engine().KeepTime();
  const std::string yaml = Flow("{after: 1h, answer: never mind}");
  host.RunOn("t", yaml, "{}");
  host.Pass(std::chrono::hours(2));
  RunRequest request;
  request.thread = "t";
  const auto over = host.Try(yaml, request);
  ASSERT_TRUE(over.has_value());
  EXPECT_EQ(over.value().status, ThreadStatus::kDone);
  EXPECT_EQ(LogOf(over.value()), R"(["never mind"])");
  EXPECT_EQ(over.value().steps, 0);
}

TEST_F(Expire, ReachesIntoSubworkflows) {
  host.types.AddWorkflow("inner", Flow("{after: 1h, answer: inner}"));
  const std::string yaml = R"(
dashflow: 1
name: outer
state: {log: {reduce: concat}}
nodes: {sub: {workflow: inner}}
edges: [START -> sub]
)";
  const RunResult waiting = host.RunOn("t", yaml, "{}");
  ASSERT_EQ(waiting.questions.size(), 1U);
  EXPECT_NE(waiting.questions[0].asked.expires, WallTime());
  host.Pass(std::chrono::hours(1));
  host.Restart();
  EXPECT_EQ(LogOf(host.Resume("t", yaml)), R"(["inner"])");
}

// A subworkflow that keeps nothing begins anew, and asks again.
std::string Forgetful(const std::string& nodes = "sub: {workflow: inner, checkpoint: none}") {
  return "dashflow: 1\nname: outer\nstate: {log: {reduce: concat}}\nnodes: {" + nodes +
         "}\nedges: [START -> sub]\n";
}

TEST_F(Expire, ReachesIntoSubworkflowsThatKeepNothing) {
  host.types.AddWorkflow("inner", Flow("{after: 1h, answer: inner}"));
  host.RunOn("t", Forgetful(), "{}");
  host.Pass(std::chrono::minutes(30));
  const RunResult again = host.Resume("t", Forgetful());
  ASSERT_EQ(again.questions.size(), 1U);
  EXPECT_EQ(again.questions[0].asked.expires,
            host.executor().clock().Now() + std::chrono::minutes(30));
  host.Pass(std::chrono::minutes(30));
  host.Restart();
  EXPECT_EQ(LogOf(host.Resume("t", Forgetful())), R"(["inner"])");
}

TEST_F(Expire, LeadsToAnotherNodeOfASubworkflowThatKeepsNothing) {
  host.types.AddWorkflow("inner",
                         Flow("{after: 1h, to: late}",
                              "  late: {type: test.escalate, in: {code: {cel: error.code}}}\n"));
  host.engine().KeepTime();
  host.RunOn("t", Forgetful(), "{}");
  host.Pass(std::chrono::hours(2));
  const auto over =
      host.Try(Forgetful(), {.thread = "t", .input = {}, .answers = {}, .options = {}});
  EXPECT_EQ(LogOf(over.value()), R"(["question_expired"])");
}

TEST_F(Expire, ComesTooLateAfterAnAnswerToASubworkflowThatKeepsNothing) {
  host.types.AddWorkflow("inner", Flow("{after: 1h, answer: inner}"));
  host.RunOn("t", Forgetful(), "{}");
  host.Pass(std::chrono::hours(2));
  EXPECT_EQ(LogOf(host.Resume("t", Forgetful(), {{.id = "", .value = "yes"}})), R"(["yes"])");
}

// The answer to one question makes the subworkflow ask the other anew.
TEST_F(Expire, KeepsItsTimeWhereAnotherQuestionIsAnswered) {
  host.types.AddWorkflow("inner", R"(
dashflow: 1
name: inner
state: {log: {reduce: append}}
nodes:
  a: {type: test.ask}
  b: {type: test.ask, expire: {after: 1h, answer: late}}
edges: [START -> a & b]
)");
  const RunResult waiting = host.RunOn("t", Forgetful(), "{}");
  ASSERT_EQ(waiting.questions.size(), 2U);
  host.Pass(std::chrono::minutes(50));
  const auto& first = waiting.questions[0].asked;
  ASSERT_EQ(first.expires, WallTime());
  ASSERT_EQ(host.Resume("t", Forgetful(), {{.id = first.id, .value = "yes"}}).status,
            ThreadStatus::kWaiting);
  host.Pass(std::chrono::minutes(10));
  EXPECT_EQ(LogOf(host.Resume("t", Forgetful())), R"(["yes","late"])");
}

// Each time it begins anew, it asks all of them again.
TEST_F(Expire, IsRememberedBySubworkflowsThatKeepNothing) {
  const std::string inner = R"(
dashflow: 1
name: inner
state: {log: {reduce: append}}
nodes:
  a: {type: test.ask, expire: {after: 1h, to: late}}
  late: {type: test.ask, expire: {after: 1h, answer: late}}
  b: {type: test.ask, expire: {after: 1h, answer: later}}
  c: {type: test.ask}
edges: [START -> a, late -> b -> c]
)";
  host.types.AddWorkflow("inner", inner);
  RunResult waiting = host.RunOn("t", Forgetful(), "{}");
  for (int n = 0; n < 3; ++n) {
    ASSERT_EQ(waiting.questions.size(), 1U);
    ASSERT_NE(waiting.questions[0].asked.expires, WallTime()) << n;
    host.Pass(std::chrono::hours(1));
    if (n == 1) host.Restart();
    waiting = host.Resume("t", Forgetful());
  }
  ASSERT_EQ(waiting.questions.size(), 1U);
  EXPECT_EQ(waiting.questions[0].asked.expires, WallTime());
  EXPECT_EQ(LogOf(host.Resume("t", Forgetful(), {{.id = "", .value = "c"}})),
            R"(["late","later","c"])");
}

}  // namespace
}  // namespace dashflow::engine
