// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/graph/migrate/migration.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::edge {
namespace {

using checkpoint::ThreadStatus;
using engine::RunResult;
using graph::Call;
using graph::Outcome;

// Threads of unusual form that move to another definition.
class MoveEdge : public ::testing::Test {
 protected:
  MoveEdge() {
    host.UseStore(store);
    host.types.Add("test.ask", {.inputs = {"item?"}, .outputs = {"log"}}, [](Call& call) {
      const Value* answer = call.Interrupt(call.facts().inputs[0], {});
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
    host.types.Add("test.tell", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      call.Emit(0, std::string(call.Text(graph::CallText::kNode)));
      return Outcome::kDone;
    });
  }

  static std::string Yaml(const std::string& nodes, const std::string& edges,
                          const std::string& rule = "") {
    return "dashflow: 1\nname: t\nstate: {items: {type: array, default: []}, log: {reduce: "
           "append}}\n"
           "nodes: {" +
           nodes + "}\nedges: [" + edges + "]\nmigrate: [{from: '*'" +
           (rule.empty() ? "" : ", " + rule) + "}]\n";
  }
  bool Move(const std::string& from, const std::string& to) {
    return host.engine()
        .MoveThread("t", graph::MakeMigration(host.types.Compile(from), host.types.Compile(to)))
        .has_value();
  }

  testing::MapStore store;
  testing::HostFixture host;
};

TEST_F(MoveEdge, TakesManyQuestionsAlong) {
  constexpr std::int64_t kCount = 5000;
  const std::string from =
      Yaml("a: {type: test.ask}", "{from: START, each: items, to: a, as: item}");
  const std::string to =
      Yaml("b: {type: test.ask}", "{from: START, each: items, to: b, as: item}", "rename: {a: b}");
  Value items = Value::EmptyArray();
  for (std::int64_t i = 0; i < kCount; ++i) items = std::move(items).Append(i);
  engine::RunRequest request;
  request.thread = "t";
  request.input = Value::EmptyObject().Set("items", items);
  const RunResult begun = host.Try(from, std::move(request)).value();
  ASSERT_TRUE(Move(from, to));
  std::vector<engine::Answer> answers;
  for (const auto& question : begun.questions)
    answers.push_back({question.asked.id, question.asked.question});
  const RunResult done = host.Resume("t", to, std::move(answers));
  EXPECT_EQ(done.status, ThreadStatus::kDone);
  EXPECT_EQ(*done.output.Find("log"), items);
}

TEST_F(MoveEdge, KeepsAJoinOfAsManySourcesAsThereMayBe) {
  std::string nodes = "ask: {type: test.ask}, z: {type: test.tell}";
  std::string join = "ask";
  std::string edges = "START -> ask";
  for (int i = 0; i < 63; ++i) {
    const std::string name = "s" + std::to_string(i);
    nodes += ", " + name + ": {type: test.tell}";
    edges += ", START -> " + name;
    join += " & " + name;
  }
  edges += ", START -> wait -> ask";
  edges.erase(0, std::string("START -> ask, ").size());
  const std::string from = Yaml(nodes + ", wait: {type: test.tell}", edges + ", " + join + " -> z");
  const std::string to = Yaml(nodes + ", wait: {type: test.tell}, y: {type: test.tell}",
                              edges + ", " + join + " -> z, z -> y");
  EXPECT_EQ(host.RunOn("t", from, "{}").status, ThreadStatus::kWaiting);
  ASSERT_TRUE(Move(from, to));
  const RunResult done = host.Resume("t", to, {{"", "answer"}});
  const Value log = *done.output.Find("log");
  EXPECT_EQ(log.size(), 67U);
  EXPECT_EQ(log.At(66), Value("y"));
}

TEST_F(MoveEdge, OfAThreadThatHasEndedHasNothingToDo) {
  const std::string from = Yaml("a: {type: test.tell}", "START -> a");
  const std::string to = Yaml("b: {type: test.ask}", "START -> b", "drop: [a]");
  host.RunOn("t", from, "{}");
  ASSERT_TRUE(Move(from, to));
  EXPECT_EQ(host.Resume("t", to).status, ThreadStatus::kDone);
}

TEST_F(MoveEdge, ThereAndBackAgain) {
  const std::string one =
      Yaml("a: {type: test.ask}, c: {type: test.tell}", "START -> a -> c", "rename: {b: a}");
  const std::string two =
      Yaml("b: {type: test.ask}, c: {type: test.tell}", "START -> b -> c", "rename: {a: b}");
  const std::string id = host.RunOn("t", one, "{}").questions.at(0).asked.id;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(Move(one, two));
    ASSERT_TRUE(Move(two, one));
  }
  EXPECT_EQ(*host.Resume("t", one, {{id, "x"}}).output.Find("log"), testing::Json(R"(["x","c"])"));
}

TEST_F(MoveEdge, OfAThreadThatIsNotThereIsRefused) {
  const std::string one = Yaml("a: {type: test.tell}", "START -> a");
  EXPECT_FALSE(Move(one, one));
}

}  // namespace
}  // namespace dashflow::edge
