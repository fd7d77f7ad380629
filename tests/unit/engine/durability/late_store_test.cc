// SPDX-License-Identifier: Apache-2.0
#include "tests/support/engine/late_store.h"

#include <gtest/gtest.h>

#include <utility>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/history/views.h"
#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::Snapshot;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::Durability;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

constexpr int kSteps = 100;

// Three siblings a step add to a list, a text, a map and a number, all of which grow in place.
const std::string kGrow = R"(
dashflow: 1
name: grow
state:
  n: {reduce: sum}
  list: {reduce: append}
  text: {reduce: text}
  map: {reduce: merge}
nodes:
  a: {type: test.grow}
  b: {type: test.list}
  c: {type: test.list}
edges:
  - START -> a & b & c
  - {from: a, to: [a, b, c], when: n < 100}
)";

class Late : public ::testing::TestWithParam<Durability> {
 protected:
  Late() {
    host.UseStore(late);
    host.types.Add("test.grow", {.inputs = {"n"}, .outputs = {"n", "text", "map"}},
                   [this](Call& call) {
                     if (std::exchange(shuts, false)) late.Shut();
                     const std::string n = std::to_string(call.facts().inputs[0].as_int());
                     call.Emit(0, Value(1));
                     call.Emit(1, Value(n + " "));
                     call.Emit(2, Value::EmptyObject().Set(n, Value("a value that is not inline")));
                     return Outcome::kDone;
                   });
    host.types.Add("test.list", {.inputs = {}, .outputs = {"list"}}, [](Call& call) {
      call.Emit(0, Value("an element that is not inline"));
      return Outcome::kDone;
    });
  }

  RunResult Grow() { return host.RunOn("t", kGrow, "{}", {.durability = GetParam()}); }

  // What must be in the state after so many steps.
  static void ExpectValuesAfter(std::int64_t step, const Value& values) {
    EXPECT_EQ(*values.Find("n"), Value(step));
    EXPECT_EQ(values.Find("list")->size(), static_cast<std::size_t>(2 * step));
    EXPECT_EQ(values.Find("map")->size(), static_cast<std::size_t>(step));
    std::string text;
    for (std::int64_t i = 0; i < step; ++i) text += std::to_string(i) + " ";
    EXPECT_EQ(values.Find("text")->as_text(), text);
  }

  bool shuts = false;  // the first task shuts the store
  testing::MapStore store;
  testing::LateStore late{store};
  HostFixture host{HostFixture::On::kTbb};
};

INSTANTIATE_TEST_SUITE_P(Durabilities, Late,
                         ::testing::Values(Durability::kSync, Durability::kAsync,
                                           Durability::kExit));

TEST_P(Late, EachCheckpointHoldsTheValuesOfItsOwnStep) {
  const RunResult grown = Grow();
  ASSERT_EQ(grown.status, ThreadStatus::kDone) << grown.error->message();
  const auto record = checkpoint::Directory(late).Get("t").value();
  int seen = 0;
  const Status read = checkpoint::History(late, record).Visit([&](const Snapshot& snapshot) {
    if (snapshot.state.step < 1) return true;
    ExpectValuesAfter(snapshot.state.step, ValuesOf(snapshot));
    ++seen;
    return true;
  });
  EXPECT_TRUE(read.has_value());
  EXPECT_EQ(seen, GetParam() == Durability::kExit ? 1 : kSteps);
}

TEST_P(Late, WriteBehindIsBoundedAndThenHoldsTheRunBack) {
  // Of `async`: 64 that it is ahead, and one that it waits for.
  const std::size_t bound = GetParam() == Durability::kAsync ? 65 : 1;
  shuts = true;
  const auto program = host.engine().Load(host.types.Compile(kGrow));
  RunRequest request;
  request.thread = "t";
  request.input = Json("{}");
  request.options.durability = GetParam();
  const auto run = host.engine().Start(program, std::move(request));
  ASSERT_TRUE(run.has_value());
  late.AwaitOut(bound);
  late.Open();
  EXPECT_EQ(run.value().Wait().status, ThreadStatus::kDone);
  EXPECT_EQ(late.most(), bound);
}

}  // namespace
}  // namespace dashflow::engine
