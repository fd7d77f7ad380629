// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/node_order.h"

#include <gtest/gtest.h>

#include "tests/unit/cli/live/story.h"

namespace dashflow::cli {
namespace {

graph::Edge To(std::vector<graph::NodeId> nodes) {
  graph::Edge edge;
  edge.arms.emplace_back();
  for (const graph::NodeId node : nodes)
    edge.arms[0].to.push_back({graph::Target::Kind::kNode, node});
  return edge;
}

// edges[i]: where node i leads.
std::string Order(std::vector<graph::NodeId> start, std::vector<std::vector<graph::NodeId>> edges) {
  graph::Workflow workflow;
  workflow.start.push_back(To(std::move(start)));
  for (auto& to : edges) workflow.nodes.emplace_back().edges.push_back(To(std::move(to)));
  std::string text;
  for (const graph::NodeId node : RunOrder(workflow)) text += std::to_string(node);
  return text;
}

TEST(NodeOrder, FollowsTheEdges) { EXPECT_EQ(Order({2}, {{}, {0}, {1}}), "210"); }

TEST(NodeOrder, AJoinComesAfterItsBranches) {
  EXPECT_EQ(Order({0}, {{1, 2, 3}, {3}, {3}, {}}), "0123");
  EXPECT_EQ(Order({0}, {{3, 2, 1}, {3}, {3}, {}}), "0213");
}

TEST(NodeOrder, SeveralStartsKeepTheirOrder) { EXPECT_EQ(Order({1, 0}, {{}, {}}), "10"); }

TEST(NodeOrder, ACycleEnds) { EXPECT_EQ(Order({0}, {{1}, {0, 2}, {}}), "012"); }

TEST(NodeOrder, WhatNothingLeadsToComesLast) { EXPECT_EQ(Order({1}, {{}, {}, {}}), "102"); }

TEST(NodeOrder, ALongChainNeedsNoDeepStack) {
  std::vector<std::string> names;
  for (int i = 0; i < 100000; ++i) names.push_back(std::to_string(i));
  const auto order = RunOrder(Chain(names));
  ASSERT_EQ(order.size(), names.size());
  EXPECT_EQ(order.front(), 0U);
  EXPECT_EQ(order.back(), 99999U);
}

}  // namespace
}  // namespace dashflow::cli
