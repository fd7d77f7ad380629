// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/chains.h"

#include <algorithm>

namespace dashflow::schema {
namespace {

constexpr int kMaxChain = 128;

// Calls f with each node that checks the same value as `node` does.
template <class F>
void ForEachOnSameValue(const Node& node, F&& f) {
  if (node.reference != kNoNode) f(node.reference);
  if (node.object) {
    for (const Dependency& dependency : node.object->dependencies) {
      if (dependency.node != kNoNode) f(dependency.node);
    }
  }
  if (!node.combination) return;
  const Combination& rules = *node.combination;
  for (const auto* list : {&rules.all, &rules.any, &rules.one}) std::ranges::for_each(*list, f);
  for (const NodeId id : {rules.negated, rules.condition, rules.then, rules.otherwise}) {
    if (id != kNoNode) f(id);
  }
}

std::vector<int> CountPredecessors(const Graph& graph) {
  std::vector<int> counts(graph.nodes.size());
  for (const Node& node : graph.nodes) {
    ForEachOnSameValue(node, [&](NodeId id) { ++counts[id]; });
  }
  return counts;
}

}  // namespace

// Kahn's topological sort: what it never reaches stands on a cycle, or behind one.
std::optional<NodeId> FindEndlessChain(const Graph& graph) {
  std::vector<int> left = CountPredecessors(graph);
  std::vector<int> length(graph.nodes.size());
  std::vector<NodeId> ready;
  for (NodeId id = 0; id < left.size(); ++id) {
    if (left[id] == 0) ready.push_back(id);
  }
  while (!ready.empty()) {
    const NodeId id = ready.back();
    ready.pop_back();
    if (length[id] > kMaxChain) return id;
    ForEachOnSameValue(graph.nodes[id], [&](NodeId next) {
      length[next] = std::max(length[next], length[id] + 1);
      if (--left[next] == 0) ready.push_back(next);
    });
  }
  const auto stuck = std::ranges::find_if(left, [](int count) { return count > 0; });
  if (stuck == left.end()) return std::nullopt;
  return static_cast<NodeId>(stuck - left.begin());
}

}  // namespace dashflow::schema
