// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/node_order.h"

#include <algorithm>

#include "host/graph/check/successors.h"

namespace dashflow::cli {
namespace {

// A node whose successors are being visited, the last one first.
struct Visit {
  graph::NodeId node;
  std::vector<graph::NodeId> left;
};

// Depth first, nodes noted when all that follow them are: reversed, that is the order wanted.
class Visitor {
 public:
  explicit Visitor(const graph::Workflow& workflow)
      : workflow_(workflow), seen_(workflow.nodes.size()) {}

  void VisitFrom(graph::NodeId first) {
    Enter(first);
    while (!path_.empty()) Advance();
  }

  std::vector<graph::NodeId> TakeOrder() {
    std::ranges::reverse(left_);
    return std::move(left_);
  }

 private:
  void Enter(graph::NodeId node) {
    if (seen_[node]) return;
    seen_[node] = true;
    path_.push_back({node, graph::Successors(workflow_, workflow_.nodes[node])});
  }

  void Advance() {
    Visit& visit = path_.back();
    if (visit.left.empty()) {
      left_.push_back(visit.node);
      path_.pop_back();
      return;
    }
    const graph::NodeId next = visit.left.back();
    visit.left.pop_back();
    Enter(next);
  }

  const graph::Workflow& workflow_;
  std::vector<bool> seen_;
  std::vector<Visit> path_;
  std::vector<graph::NodeId> left_;
};

}  // namespace

std::vector<graph::NodeId> RunOrder(const graph::Workflow& workflow) {
  std::vector<graph::NodeId> first;
  for (const graph::Edge& edge : workflow.start) graph::AppendTargets(workflow, edge, first);
  Visitor visitor(workflow);
  std::vector<bool> reached(workflow.nodes.size());
  std::ranges::reverse(first);
  for (const graph::NodeId node : first) visitor.VisitFrom(node);
  std::vector<graph::NodeId> order = visitor.TakeOrder();
  for (const graph::NodeId node : order) reached[node] = true;
  for (graph::NodeId node = 0; node < reached.size(); ++node) {
    if (!reached[node]) order.push_back(node);
  }
  return order;
}

}  // namespace dashflow::cli
