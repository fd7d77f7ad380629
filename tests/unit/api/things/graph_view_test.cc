// SPDX-License-Identifier: Apache-2.0
#include "host/api/assistants/graph_view.h"

#include <gtest/gtest.h>

#include <set>

#include "host/api/assistants/schema_view.h"
#include "tests/support/engine/lambda_types.h"

namespace dashflow::testing {
namespace {

constexpr const char* kInner = R"(
dashflow: 1
name: inner
state: {n: {type: integer}}
nodes:
  one: {type: test.step}
  two: {type: test.step}
edges: [START -> one -> two -> END]
)";

constexpr const char* kOuter = R"(
dashflow: 1
name: outer
state: {n: {type: integer}}
nodes:
  left: {type: test.step}
  right: {type: test.step}
  sub: {workflow: inner}
edges:
  - START -> left
  - START -> right
  - {from: [left, right], to: sub}
  - {from: sub, to: END, when: n > 1}
)";

class ShownGraph : public ::testing::Test {
 protected:
  ShownGraph() {
    types.Add("test.step", {.inputs = {"n"}, .outputs = {"n"}},
              [](graph::Call&) { return graph::Outcome::kDone; });
    types.AddWorkflow("inner", kInner);
  }
  std::set<std::string> Edges(int depth) {
    const Value view = api::GraphView(graph::Draw(*types.Compile(kOuter)), depth);
    std::set<std::string> edges;
    const Value list = *view.Find("edges");
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Value edge = list.At(i);
      edges.insert(std::string(edge.Find("source")->as_text()) +
                   (edge.Find("conditional") != nullptr ? "~" : "-") +
                   std::string(edge.Find("target")->as_text()));
    }
    return edges;
  }

  LambdaTypes types;
};

TEST_F(ShownGraph, LeavesJoinsOut) {
  EXPECT_EQ(Edges(0), (std::set<std::string>{"__start__-left", "__start__-right", "left-sub",
                                             "right-sub", "sub~__end__"}));
}

TEST_F(ShownGraph, ShowsSubworkflowsFromTheInside) {
  EXPECT_EQ(Edges(1),
            (std::set<std::string>{"__start__-left", "__start__-right", "left-sub:one",
                                   "right-sub:one", "sub:one-sub:two", "sub:two~__end__"}));
}

}  // namespace
}  // namespace dashflow::testing
