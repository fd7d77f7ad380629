// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/loader.h"
#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using Versions = std::map<std::string, std::string>;

// The types that are installed: `test.name` tells its node, `test.ask` asks, `test.fail` fails.
class TypeVersions : public ::testing::Test {
 protected:
  TypeVersions() {
    host.UseStore(store);
    for (const char* type : {"name", "ask", "fail"}) Install(type, "1.4.0");
  }

  // As after an upgrade and a restart.
  void Upgrade(const std::string& type, const std::string& version,
               const std::string& migrates_from = "") {
    host.Restart();
    Install(type, version, migrates_from);
  }

  void Install(const std::string& type, const std::string& version,
               const std::string& migrates_from = "") {
    testing::TypeShape shape{.inputs = {}, .outputs = {"log"}};
    shape.version = version;
    shape.migrates_from = migrates_from;
    host.types.Add("test." + type, shape, [this, type](Call& call) {
      const std::string node(call.Text(graph::CallText::kNode));
      ++starts[node];
      if (type == "fail") return call.Fail(Error("broken", "it broke")), Outcome::kFailed;
      if (type == "name") return call.Emit(0, Value(node)), Outcome::kDone;
      const Value* answer = call.Interrupt(Value(node), {});
      if (answer == nullptr) return Outcome::kInterrupted;
      return call.Emit(0, *answer), Outcome::kDone;
    });
  }

  Result<RunResult> Answer(const std::string& yaml) {
    RunRequest request;
    request.thread = "t";
    request.answers.push_back({"", "yes"});
    return host.Try(yaml, std::move(request));
  }
  Result<RunResult> Go(const std::string& yaml) {
    RunRequest request;
    request.thread = "t";
    return host.Try(yaml, std::move(request));
  }

  Versions Known() {
    const auto record = checkpoint::Directory(store).Get("t").value();
    const auto loaded = checkpoint::Loader(store).LoadHead(record.stream).value();
    Versions known;
    for (const auto& type : loaded.state.types) known[type->type] = type->version;
    return known;
  }

  testing::MapStore store;
  HostFixture host;
  std::map<std::string, int> starts;
};

std::string Line(const std::string& name, const std::string& nodes, const std::string& edges,
                 const std::string& more = "") {
  return "\ndashflow: 1\nname: " + name + "\nstate: {log: {reduce: append}}\nnodes: " + nodes +
         "\nedges: [" + edges + "]\n" + more;
}

const std::string kAsks =
    Line("w", "{a: {type: test.name}, b: {type: test.ask}}", "START -> a -> b");

TEST_F(TypeVersions, AreThoseOfTheTasksThatWereDue) {
  ASSERT_EQ(host.RunOn("t", kAsks, "{}").status, ThreadStatus::kWaiting);
  EXPECT_EQ(Known(), (Versions{{"test.ask", "1.4.0"}, {"test.name", "1.4.0"}}));
}

TEST_F(TypeVersions, AreToldOnceInALog) {
  const std::string loop =
      Line("w", "{a: {type: test.name}}", "START -> a, {from: a, to: a, when: size(log) < 50}");
  ASSERT_EQ(host.RunOn("t", loop, "{}").status, ThreadStatus::kDone);
  const auto record = checkpoint::Directory(store).Get("t").value();
  std::size_t told = 0;
  ASSERT_TRUE(checkpoint::Loader(store)
                  .VisitForwards({record.stream, 1000},
                                 [&](const auto&, const checkpoint::Entry& entry) {
                                   told += entry.types.size();
                                   return true;
                                 })
                  .has_value());
  EXPECT_EQ(told, 1U);
}

TEST_F(TypeVersions, OfTheSameMajorGoOnAndAreNotedAnew) {
  host.RunOn("t", kAsks, "{}");
  Upgrade("ask", "1.5.2");
  Upgrade("name", "1.0.0-rc1");
  const auto done = Answer(kAsks);
  ASSERT_TRUE(done.has_value()) << done.error().message();
  EXPECT_EQ(ToJson(done->output), R"({"log":["a","yes"]})");
  EXPECT_EQ(Known(), (Versions{{"test.ask", "1.5.2"}, {"test.name", "1.4.0"}}));
}

TEST_F(TypeVersions, OfAnotherMajorAreRefusedBeforeAnythingHappens) {
  host.RunOn("t", kAsks, "{}");
  Upgrade("ask", "2.0.0");
  const std::size_t entries = store.entries();
  const auto refused = Answer(kAsks);
  ASSERT_TRUE(refused.has_error());
  const Error& error = refused.error();
  EXPECT_EQ(error.code(), "node_type_changed");
  EXPECT_EQ(
      error.message(),
      "thread t has run node type 'test.ask' in version 1.4.0, and version 2.0.0 is installed");
  EXPECT_EQ(error.place().node, "b");
  EXPECT_EQ(error.resource(), "t");
  EXPECT_NE(error.fix().find("version 1.x of the plugin 'test'"), std::string::npos);
  EXPECT_EQ(store.entries(), entries);
  EXPECT_EQ(starts["b"], 1);
  Upgrade("ask", "1.9.0");
  EXPECT_EQ(Answer(kAsks).value().status, ThreadStatus::kDone);
}

TEST_F(TypeVersions, ThatRanBeforeTheWaitCountToo) {
  host.RunOn("t", kAsks, "{}");
  Upgrade("name", "0.9.0");
  EXPECT_EQ(Answer(kAsks).error().place().node, "a");
}

TEST_F(TypeVersions, ThatNothingWasDueWithDoNotCount) {
  const std::string workflow =
      Line("w", "{a: {type: test.ask}, b: {type: test.name}}", "START -> a -> b");
  host.RunOn("t", workflow, "{}");
  Upgrade("name", "2.0.0");
  EXPECT_EQ(ToJson(Answer(workflow).value().output), R"({"log":["yes","b"]})");
  EXPECT_EQ(Known()["test.name"], "2.0.0");
}

TEST_F(TypeVersions, ThatSaySoGoOnFromAnotherMajor) {
  host.RunOn("t", kAsks, "{}");
  Upgrade("ask", "2.0.0", ">= 1.5, < 2");
  EXPECT_NE(Answer(kAsks).error().cause().find(">= 1.5, < 2"), std::string::npos);
  Upgrade("ask", "2.0.1", ">= 1.4, < 2");
  EXPECT_EQ(Answer(kAsks).value().status, ThreadStatus::kDone);
  EXPECT_EQ(Known()["test.ask"], "2.0.1");
}

TEST_F(TypeVersions, AreKnownOfATaskThatFailed) {
  const std::string workflow = Line("w", "{f: {type: test.fail}}", "START -> f");
  ASSERT_EQ(host.RunOn("t", workflow, "{}").status, ThreadStatus::kFailed);
  Upgrade("fail", "2.0.0");
  EXPECT_EQ(Go(workflow).error().code(), "node_type_changed");
}

TEST_F(TypeVersions, OfAHandlerCount) {
  const std::string workflow =
      Line("w", "{f: {type: test.fail, on_error: h}, h: {type: test.ask}}", "START -> f");
  ASSERT_EQ(host.RunOn("t", workflow, "{}").status, ThreadStatus::kWaiting);
  Upgrade("ask", "2.0.0");
  EXPECT_EQ(Answer(workflow).error().place().node, "h");
}

TEST_F(TypeVersions, OfWhatRunsAfterAFailureCount) {
  const std::string workflow =
      Line("w", "{f: {type: test.fail}, h: {type: test.name}}", "START -> f", "on_failure: h");
  ASSERT_EQ(host.RunOn("t", workflow, "{}").status, ThreadStatus::kFailed);
  EXPECT_EQ(starts["h"], 1);
  EXPECT_EQ(Known()["test.name"], "1.4.0");
}

TEST_F(TypeVersions, AreKnownInEveryDurability) {
  for (const auto durability :
       {graph::Durability::kSync, graph::Durability::kAsync, graph::Durability::kExit}) {
    host.RunOn("t", kAsks, "{}", {.durability = durability});
    EXPECT_EQ(Known(), (Versions{{"test.ask", "1.4.0"}, {"test.name", "1.4.0"}}));
  }
}

TEST_F(TypeVersions, DoNotHinderANewInput) {
  host.RunOn("t", kAsks, "{}");
  Upgrade("name", "2.0.0");
  ASSERT_EQ(host.RunOn("t", kAsks, "{}").status, ThreadStatus::kWaiting);
  EXPECT_EQ(Known()["test.name"], "2.0.0");
  EXPECT_EQ(Answer(kAsks).value().status, ThreadStatus::kDone);
}

TEST_F(TypeVersions, HinderAnUpdateThatWouldHideThem) {
  host.RunOn("t", kAsks, "{}");
  Upgrade("name", "2.0.0");
  UpdateRequest update;
  update.thread = "t";
  update.updates = {{"a", {}}};
  const auto program = host.engine().Load(host.types.Compile(kAsks));
  EXPECT_EQ(host.engine().Update(program, update).error().code(), "node_type_changed");
}

TEST_F(TypeVersions, AreThoseOfTheCheckpointThatAForkGoesOnFrom) {
  const std::string workflow =
      Line("w", "{a: {type: test.ask}, b: {type: test.name}, c: {type: test.ask}}",
           "START -> a -> b -> c");
  host.RunOn("t", workflow, "{}");
  const auto first = checkpoint::Directory(store).Get("t").value().stream;
  ASSERT_EQ(Answer(workflow).value().status, ThreadStatus::kWaiting);
  Upgrade("name", "2.0.0");
  EXPECT_EQ(Answer(workflow).error().code(), "node_type_changed");
  RunRequest fork;
  fork.thread = "t";
  fork.at = checkpoint::Position{first, 1};
  EXPECT_EQ(host.Try(workflow, std::move(fork)).value().status, ThreadStatus::kWaiting);
  EXPECT_EQ(ToJson(Answer(workflow).value().output), R"({"log":["yes","b"]})");
}

TEST_F(TypeVersions, OutliveCopyAndPrune) {
  host.RunOn("t", kAsks, "{}");
  ASSERT_TRUE(host.engine().PruneThread("t", {.keep = 1, .since = {}}).has_value());
  const Versions both{{"test.ask", "1.4.0"}, {"test.name", "1.4.0"}};
  EXPECT_EQ(Known(), both);
  ASSERT_TRUE(host.engine().CopyThread("t", "u").has_value());
  ASSERT_TRUE(host.engine().DeleteThread("t").has_value());
  ASSERT_TRUE(host.engine().CopyThread("u", "t").has_value());
  EXPECT_EQ(Known(), both);
}

// The calls of subworkflows have logs of their own.
class InnerTypeVersions : public TypeVersions {
 protected:
  InnerTypeVersions() {
    host.types.AddWorkflow(
        "inner", Line("inner", "{i: {type: test.name}, j: {type: test.ask}}", "START -> i -> j"));
  }
  const std::string outer = Line("outer", "{s: {workflow: inner}, z: {type: test.fail}}",
                                 "START -> s, {from: s, to: z, when: size(log) > 9}");
};

TEST_F(InnerTypeVersions, AreRefusedBeforeAnythingHappens) {
  ASSERT_EQ(host.RunOn("t", outer, "{}").status, ThreadStatus::kWaiting);
  Upgrade("ask", "2.0.0");
  const std::size_t entries = store.entries();
  const auto refused = Answer(outer);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "node_type_changed");
  EXPECT_EQ(refused.error().place().workflow, "inner");
  EXPECT_EQ(refused.error().place().node, "j");
  EXPECT_EQ(store.entries(), entries);
  Upgrade("ask", "2.0.0", "1.4.0");
  EXPECT_EQ(ToJson(Answer(outer).value().output), R"({"log":[["i","yes"]]})");
  EXPECT_EQ(starts["i"], 1);
}

TEST_F(InnerTypeVersions, EndWithTheCall) {
  host.types.AddWorkflow("inner", Line("inner", "{i: {type: test.name}}", "START -> i"));
  const std::string then =
      Line("outer", "{s: {workflow: inner, checkpoint: own}, a: {type: test.ask}}",
           "START -> s -> a, {from: a, to: s, when: size(log) < 3}");
  ASSERT_EQ(host.RunOn("t", then, "{}").status, ThreadStatus::kWaiting);
  Upgrade("name", "2.0.0");
  EXPECT_EQ(Answer(then).value().status, ThreadStatus::kWaiting);
  EXPECT_EQ(starts["i"], 2);
}

}  // namespace
}  // namespace dashflow::engine
