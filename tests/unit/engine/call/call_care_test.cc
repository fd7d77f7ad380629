// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>

#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/value/json.h"
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

// Copies and prunes threads whose subworkflows are under way, or keep a state of their own.
class CallCare : public ::testing::Test {
 protected:
  void TearDown() override { testing::ExpectSound(store); }
  CallCare() {
    host.UseStore(store);
    host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
      const std::string node(call.Text(graph::CallText::kNode));
      ++starts[node];
      call.Emit(0, Value(node));
      return Outcome::kDone;
    });
    host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      const Value* answer = call.Interrupt("well?", {});
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
    host.types.Add("test.call",
                   {.inputs = {}, .outputs = {"log"}, .exec = graph::ExecClass::kBlocking},
                   [](Call& call) {
                     for (int n = 0; n < 2; ++n) {
                       const auto heard = call.CallWorkflow("deep", Value::EmptyObject());
                       if (heard.has_error()) return call.Fail(heard.error()), Outcome::kFailed;
                       if (!*heard) return Outcome::kInterrupted;
                       call.Emit(0, *(*heard)->Find("log"));
                     }
                     return Outcome::kDone;
                   });
    host.engine().UseWorkflows([this](std::string_view name) {
      return Result<graph::WorkflowPtr>(host.types.CompileNamed(name));
    });
    host.types.AddWorkflow(
        "deep", Line("deep", "{d: {type: test.name}, e: {type: test.ask}}", "START -> d -> e"));
  }

  static std::string Line(const std::string& name, const std::string& nodes,
                          const std::string& edges) {
    return "\ndashflow: 1\nname: " + name + "\nstate: {log: {reduce: append}}\nnodes: " + nodes +
           "\nedges: [" + edges + "]\n";
  }
  // Calls `inner` in a line or in a loop.
  static std::string Outer(const std::string& nodes, const std::string& edges) {
    return "\ndashflow: 1\nname: outer\nstate: {log: {reduce: append}, heard: {}}\n"
           "nodes: " +
           nodes + "\nedges: [" + edges + "]\n";
  }

  RunResult Answer(const std::string& thread, const std::string& yaml) {
    return host.Resume(thread, yaml, {{"", "yes"}});
  }
  std::size_t Calls(const std::string& thread) {
    std::size_t count = 0;
    checkpoint::NamespaceDirectory(store)
        .Visit(thread, [&count](const auto&) { return ++count, true; })
        .value();
    return count;
  }
  // Entries that no record leads to.
  std::size_t Lost() {
    std::size_t known = 0;
    const auto threads = checkpoint::Directory(store).List({}).value();
    for (const auto& record : threads) {
      const auto streams = checkpoint::AllStreamsOf(store, record).value();
      for (const std::uint64_t stream : streams) {
        checkpoint::VisitStored(store, stream, 1, [&known](std::uint64_t, std::string_view) {
          return ++known, Ok();
        }).value();
      }
    }
    return store.entries() - known;
  }

  testing::MapStore store;
  HostFixture host{HostFixture::On::kTbb};
  std::map<std::string, int> starts;
};

const std::string kNested =
    "{before: {type: test.name}, sub: {workflow: inner, out: {log: heard}}}";

TEST_F(CallCare, ACopyGoesOnInsideASubworkflowOfASubworkflow) {
  host.types.AddWorkflow(
      "inner", Line("inner", "{i: {type: test.name}, s: {workflow: deep}}", "START -> i -> s"));
  const std::string yaml = Outer(kNested, "START -> before -> sub");
  ASSERT_EQ(host.RunOn("t", yaml, "{}").status, ThreadStatus::kWaiting);
  ASSERT_TRUE(host.engine().CopyThread("t", "c").has_value());
  EXPECT_EQ(Calls("c"), Calls("t"));
  for (const char* thread : {"c", "t"})
    EXPECT_EQ(Answer(thread, yaml).status, ThreadStatus::kDone) << thread;
  EXPECT_EQ(starts, (std::map<std::string, int>{{"before", 1}, {"i", 1}, {"d", 1}}));
  EXPECT_EQ(Lost(), 0U);
}

TEST_F(CallCare, ACopyGoesOnInsideTheCallThatAsks) {
  const std::string yaml = Line("calls", "{a: {type: test.call}}", "START -> a");
  ASSERT_EQ(host.RunOn("t", yaml, "{}").status, ThreadStatus::kWaiting);
  ASSERT_EQ(Answer("t", yaml).status, ThreadStatus::kWaiting);
  ASSERT_TRUE(host.engine().CopyThread("t", "c").has_value());
  ASSERT_TRUE(host.engine().DeleteThread("t").has_value());
  EXPECT_EQ(Lost(), 0U);
  EXPECT_EQ(Answer("c", yaml).status, ThreadStatus::kDone);
  EXPECT_EQ(starts["d"], 2);
}

// Its first attempt fails behind the subworkflow, its second asks inside.
TEST_F(CallCare, ACopyGoesOnInsideARetry) {
  host.types.Add("test.fail_once", {.inputs = {}, .outputs = {}}, [this](Call& call) {
    if (++starts["f"] > 1) return Outcome::kDone;
    return call.Fail(Error("broken", "it broke")), Outcome::kFailed;
  });
  host.types.AddWorkflow("inner", Line("inner", "{f: {type: test.fail_once}, s: {workflow: deep}}",
                                       "START -> f -> s"));
  const std::string yaml =
      Outer("{sub: {workflow: inner, out: {log: heard}, retry: {attempts: 2, errors: [broken]}}}",
            "START -> sub");
  ASSERT_EQ(host.RunOn("t", yaml, "{}").status, ThreadStatus::kWaiting);
  ASSERT_TRUE(host.engine().CopyThread("t", "c").has_value());
  ASSERT_TRUE(host.engine().PruneThread("c", {}).has_value());
  for (const char* thread : {"c", "t"})
    EXPECT_EQ(Answer(thread, yaml).status, ThreadStatus::kDone) << thread;
  EXPECT_EQ(starts, (std::map<std::string, int>{{"f", 2}, {"d", 1}}));
  EXPECT_EQ(Lost(), 0U);
}

TEST_F(CallCare, APrunedThreadGoesOnInsideItsSubworkflow) {
  host.types.AddWorkflow("inner", Line("inner", "{s: {workflow: deep}}", "START -> s"));
  const std::string yaml = Outer(kNested, "START -> before -> sub");
  host.RunOn("t", yaml, "{}");
  ASSERT_EQ(host.engine().PruneThread("t", {})->kept, 1U);
  EXPECT_EQ(Answer("t", yaml).status, ThreadStatus::kDone);
  EXPECT_EQ(starts, (std::map<std::string, int>{{"before", 1}, {"d", 1}}));
  EXPECT_EQ(Lost(), 0U);
}

// Calls `inner` over and over, and asks in between.
class Rounded : public CallCare {
 protected:
  Rounded() {
    host.types.AddWorkflow("inner", Line("inner", "{i: {type: test.name}}", "START -> i"));
  }
  static std::string Yaml(const std::string& checkpoint) {
    return "\ndashflow: 1\nname: outer\nstate: {log: {type: array, default: []}, answer: {}}\n"
           "nodes:\n  sub: {workflow: inner, checkpoint: " +
           checkpoint +
           "}\n  ask: {type: test.ask, out: {log: answer}}\nedges: [START -> sub -> ask -> sub]\n";
  }
  std::size_t Heard(const RunResult& result) { return result.output.Find("log")->size(); }
};

TEST_F(Rounded, CallsThatAreOverGoWithTheirCheckpoints) {
  host.RunOn("t", Yaml("inherit"), "{}");
  for (int n = 0; n < 3; ++n) Answer("t", Yaml("inherit"));
  ASSERT_EQ(Calls("t"), 4U);
  ASSERT_TRUE(host.engine().PruneThread("t", {}).has_value());
  EXPECT_EQ(Calls("t"), 0U);
  EXPECT_EQ(Lost(), 0U);
}

class Remembering : public Rounded, public ::testing::WithParamInterface<bool> {
 protected:
  // With a workflow between it and the thread's own that begins anew each time, or without.
  std::string Kept() {
    if (!GetParam()) return Yaml("own");
    host.types.AddWorkflow("middle", R"(
dashflow: 1
name: middle
state: {log: {type: array, default: []}}
nodes: {t: {workflow: inner, checkpoint: own}}
edges: [START -> t]
)");
    std::string yaml = Yaml("inherit");
    return yaml.replace(yaml.find("workflow: inner"), 15, "workflow: middle");
  }
};

TEST_P(Remembering, WhatASubworkflowRemembersStays) {
  const std::string yaml = Kept();
  for (const std::uint64_t keep : {1, 2, 3, 4, 5}) {
    const std::string thread = "t" + std::to_string(keep);
    host.RunOn(thread, yaml, "{}");
    Answer(thread, yaml);
    host.RunOn(thread, yaml, "{}");
    ASSERT_TRUE(host.engine().PruneThread(thread, {.keep = keep, .since = {}}).has_value());
    EXPECT_LE(Calls(thread), (GetParam() ? 2 : 1) * (keep / 2 + 1));
    EXPECT_EQ(Lost(), 0U);
    EXPECT_EQ(Heard(Answer(thread, yaml)), 4U);
    ASSERT_TRUE(host.engine().CopyThread(thread, thread + "c").has_value());
    testing::ExpectSound(store);
    ASSERT_TRUE(host.engine().PruneThread(thread + "c", {}).has_value());
    EXPECT_EQ(Heard(Answer(thread + "c", yaml)), 5U);
    EXPECT_EQ(Heard(Answer(thread, yaml)), 5U);
    EXPECT_EQ(Lost(), 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Depths, Remembering, ::testing::Bool());

}  // namespace
}  // namespace dashflow::engine
