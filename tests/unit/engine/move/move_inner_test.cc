// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/engine/move/move_fixture.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using testing::Json;

const std::string kInnerRest = "input: [n]\noutput: [log]\n";

// Threads whose subworkflows are under way.
class InnerMove : public MoveTest {
 protected:
  // Marks, asks, marks.
  static Parts Inner(const std::string& ask = "ask", const std::string& rest = "") {
    return {"first: {type: test.mark}, " + ask + ": {type: test.ask}, last: {type: test.mark}",
            "START -> first -> " + ask + " -> last", "", kInnerRest + rest};
  }
  static Parts Outer(const std::string& node = "sub", const std::string& more = "",
                     const std::string& rest = "") {
    return {node + ": {workflow: inner" + more + "}, after: {type: test.mark}",
            "START -> " + node + " -> after", "", rest};
  }
  graph::WorkflowPtr Compile(const Parts& outer, const Parts& inner) {
    host.types.AddWorkflow("inner", inner.Yaml());
    return host.types.Compile(outer.Yaml());
  }
  // `host.types` has the second afterwards.
  Result<checkpoint::ThreadRecord> MoveBetween(const graph::WorkflowPtr& from, const Parts& outer,
                                               const Parts& inner) {
    return host.engine().MoveThread("t", graph::MakeMigration(from, Compile(outer, inner)));
  }
};

TEST_F(InnerMove, OfAnEqualShapeGoesOnInside) {
  Parts inner = Inner();
  Compile(Outer(), inner);
  const std::string id = Begin(Outer()).questions.at(0).asked.id;
  inner.nodes =
      "first: {type: test.mark}, ask: {type: test.ask}, "
      "last: {type: test.mark, in: {n: {cel: n + 5}}}";
  Compile(Outer(), inner);
  host.Restart();
  EXPECT_EQ(LogOf(Resume(Outer(), {{id, 7}})), Json(R"([["first1","last6"],"after1"])"));
  EXPECT_EQ(starts["first"], 1);
}

TEST_F(InnerMove, OfAnotherInnerShapeNeedsARuleInside) {
  const auto from = Compile(Outer(), Inner());
  const std::string id = Begin(Outer()).questions.at(0).asked.id;
  const auto stays = MoveBetween(from, Outer(), Inner("review"));
  ASSERT_TRUE(stays.has_error());
  EXPECT_NE(stays.error().cause().find("node 'sub': in its workflow node 'ask' is gone"),
            std::string::npos)
      << stays.error().cause();
  const auto moved = MoveBetween(
      from, Outer(), Inner("review", "migrate: [{from: '*', rename: {ask: review}}]\n"));
  ASSERT_TRUE(moved.has_value()) << moved.error().message();
  host.Restart();
  EXPECT_EQ(LogOf(Resume(Outer(), {{id, 7}})), Json(R"([["first1","last1"],"after1"])"));
  EXPECT_EQ(starts["first"], 1);
  EXPECT_EQ(starts["ask"] + starts["review"], 2);
}

TEST_F(InnerMove, OfARenamedCallerGoesOnInside) {
  const auto from = Compile(Outer(), Inner());
  const std::string id = Begin(Outer()).questions.at(0).asked.id;
  const Parts outer = Outer("part", "", "migrate: [{from: '*', rename: {sub: part}}]\n");
  ASSERT_TRUE(MoveBetween(from, outer, Inner()).has_value());
  host.Restart();
  EXPECT_EQ(LogOf(Resume(outer, {{id, 7}})), Json(R"([["first1","last1"],"after1"])"));
  EXPECT_EQ(starts["first"], 1);
}

// Two levels, of which the outer one is renamed and the inner one changed.
TEST_F(InnerMove, GoesThroughAllLevels) {
  const Parts middle{"deep: {workflow: inner}, m: {type: test.mark}", "START -> deep -> m", "",
                     kInnerRest};
  const Parts outer{"sub: {workflow: middle}, after: {type: test.mark}", "START -> sub -> after"};
  host.types.AddWorkflow("inner", Inner().Yaml());
  host.types.AddWorkflow("middle", middle.Yaml());
  const auto from = host.types.Compile(outer.Yaml());
  const std::string id = Begin(outer).questions.at(0).asked.id;
  const Parts new_outer{"top: {workflow: middle}, after: {type: test.mark}",
                        "START -> top -> after", "",
                        "migrate: [{from: '*', rename: {sub: top}}]\n"};
  host.types.AddWorkflow("inner",
                         Inner("review", "migrate: [{from: '*', rename: {ask: review}}]\n").Yaml());
  const auto to = host.types.Compile(new_outer.Yaml());
  ASSERT_TRUE(host.engine().MoveThread("t", graph::MakeMigration(from, to)).has_value());
  host.Restart();
  EXPECT_EQ(LogOf(Resume(new_outer, {{id, 7}})), Json(R"([[["first1","last1"],"m1"],"after1"])"));
  EXPECT_EQ(starts["first"], 1);
}

// What a subworkflow with `checkpoint: own` remembers is found under the node's new name.
TEST_F(InnerMove, KeepsWhatASubworkflowRemembers) {
  const Parts counter{"c: {type: test.mark}", "START -> c", "", kInnerRest};
  const std::string own = ", checkpoint: own, out: {log: seen}";
  const std::string state = "seen: {type: array, default: []}";
  Parts before = Outer("sub", own);
  before.state = state;
  const auto from = Compile(before, counter);
  Begin(before);
  Parts after = Outer("part", own, "migrate: [{from: '*', rename: {sub: part}}]\n");
  after.state = state;
  const Parts other{"c: {type: test.mark}, d: {type: test.mark}", "START -> c -> d", "",
                    kInnerRest + "migrate: [{from: '*'}]\n"};
  ASSERT_TRUE(MoveBetween(from, after, other).has_value());
  host.Restart();
  const RunResult again = Begin(after);
  EXPECT_EQ(ToJson(*again.output.Find("seen")), R"(["c1","c1","d1"])");
}

// The same through a workflow that begins anew each time, and of which nothing is under way.
TEST_F(InnerMove, KeepsWhatASubworkflowOfASubworkflowRemembers) {
  const std::string state = "seen: {type: array, default: []}";
  const std::string counter = "c: {type: test.mark}";
  const auto middle = [&](const std::string& node, const std::string& rest) {
    return Parts{node + ": {workflow: counter, checkpoint: own, out: {log: seen}}",
                 "START -> " + node, state, "input: [n]\noutput: [seen]\n" + rest};
  };
  const auto outer = [&](const std::string& node, const std::string& rest) {
    return Parts{node + ": {workflow: middle}", "START -> " + node, state, rest};
  };
  host.types.AddWorkflow("counter", Parts{counter, "START -> c", "", kInnerRest}.Yaml());
  host.types.AddWorkflow("middle", middle("t", "").Yaml());
  const Parts before = outer("s", "");
  const auto from = host.types.Compile(before.Yaml());
  Begin(before);
  host.types.AddWorkflow("counter", Parts{counter + ", d: {type: test.mark}", "START -> c -> d", "",
                                          kInnerRest + "migrate: [{from: '*'}]\n"}
                                        .Yaml());
  host.types.AddWorkflow("middle", middle("u", "migrate: [{from: '*', rename: {t: u}}]\n").Yaml());
  const Parts after = outer("r", "migrate: [{from: '*', rename: {s: r}}]\n");
  const auto to = host.types.Compile(after.Yaml());
  const auto moved = host.engine().MoveThread("t", graph::MakeMigration(from, to));
  ASSERT_TRUE(moved.has_value()) << moved.error().message();
  host.Restart();
  EXPECT_EQ(ToJson(*Begin(after).output.Find("seen")), R"(["c1","c1","d1"])");
}

// What a node calls by name is read anew; a call that is under way cannot go on with other numbers.
TEST_F(InnerMove, OfACallByNameIsRefused) {
  host.types.Add("test.call",
                 {.inputs = {}, .outputs = {"log"}, .exec = graph::ExecClass::kBlocking},
                 [](graph::Call& call) {
                   const auto output = call.CallWorkflow("inner", Value::EmptyObject());
                   if (output.has_error())
                     return call.Fail(output.error()), graph::Outcome::kFailed;
                   if (!*output) return graph::Outcome::kInterrupted;
                   call.Emit(0, **output);
                   return graph::Outcome::kDone;
                 });
  const Parts outer{"c: {type: test.call}", "START -> c"};
  host.types.AddWorkflow("inner", Inner().Yaml());
  Begin(outer);
  host.Restart();
  host.types.AddWorkflow("inner", Inner("review").Yaml());
  const RunResult failed = Resume(outer, {{"", 7}});
  ASSERT_TRUE(failed.error.has_value());
  EXPECT_EQ(failed.error->code(), "workflow_changed");
}

TEST_F(InnerMove, BeginsAgainWhereTheNodeIsNoSubworkflowAnyMore) {
  const auto from = Compile(Outer(), Inner());
  Begin(Outer());
  const Parts plain{"sub: {type: test.mark}, after: {type: test.mark}", "START -> sub -> after", "",
                    "migrate: [{from: '*', rename: {sub: sub}}]\n"};
  ASSERT_TRUE(MoveBetween(from, plain, Inner()).has_value());
  EXPECT_EQ(LogOf(Resume(plain)), Json(R"(["sub1","after1"])"));
}

}  // namespace
}  // namespace dashflow::engine
