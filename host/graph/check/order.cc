// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/graph/check/channel_start.h"
#include "host/graph/check/successors.h"
#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

using channel::ChannelId;
using Reached = std::vector<bool>;

// Looks for readers that no writer can have run before.
class WriteOrder {
 public:
  explicit WriteOrder(Build& build) : build_(build) {
    for (NodeId id = 0; id < build.nodes.size(); ++id) {
      next_.push_back(Successors(*build.workflow, build.workflow->nodes[id]));
      const std::vector<NodeId>& reliefs = build.nodes[id].reliefs;
      next_.back().insert(next_.back().end(), reliefs.begin(), reliefs.end());
    }
    std::vector<NodeId> first;
    for (const Edge& edge : build.workflow->start) AppendTargets(*build.workflow, edge, first);
    runs_ = Below(first);
    for (const NodeId id : first) runs_[id] = true;
  }

  void Check(ChannelId id) {
    const ChannelUse& use = build_.use[id];
    if (use.given || use.writers.empty() || !BeginsEmpty(build_.workflow->channels[id])) return;
    const Reached after = Below(use.writers);
    for (const ChannelReader& reader : use.readers) {
      if (!IsTooEarly(reader, use, after)) continue;
      build_.findings
          .Warn(reader.at, "read_too_early",
                "channel '" + build_.workflow->channels[id].name +
                    "' is read here, and no node that writes it can have run before")
          .Fix("give it a default:, list it under input:, or let a node write it before");
      return;
    }
  }

 private:
  bool IsTooEarly(const ChannelReader& reader, const ChannelUse& use, const Reached& after) const {
    if (!reader.node) return true;
    const bool own =
        reader.after && std::ranges::find(use.writers, *reader.node) != use.writers.end();
    return runs_[*reader.node] && !own && !after[*reader.node];
  }

  // The nodes that can run after one of these.
  Reached Below(std::vector<NodeId> waiting) const {
    Reached reached(next_.size());
    while (!waiting.empty()) {
      const NodeId id = waiting.back();
      waiting.pop_back();
      for (const NodeId next : next_[id]) {
        if (reached[next]) continue;
        reached[next] = true;
        waiting.push_back(next);
      }
    }
    return reached;
  }

  Build& build_;
  std::vector<std::vector<NodeId>> next_;
  Reached runs_;  // from START; what on_failure leads to comes last in any case
};

}  // namespace

void CheckOrder(Build& build) {
  if (build.opaque) return;
  WriteOrder order(build);
  for (ChannelId id = 0; id < build.use.size(); ++id) order.Check(id);
}

}  // namespace dashflow::graph
