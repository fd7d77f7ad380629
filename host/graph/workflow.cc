// SPDX-License-Identifier: Apache-2.0
#include "host/graph/workflow.h"

namespace dashflow::graph {
namespace {

template <class Id>
std::optional<Id> Find(const Ids<Id>& ids, std::string_view name) {
  const auto found = ids.find(name);
  if (found == ids.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<channel::ChannelId> Workflow::FindChannel(std::string_view wanted) const {
  return Find(channel_ids, wanted);
}

std::optional<NodeId> Workflow::FindNode(std::string_view wanted) const {
  return Find(node_ids, wanted);
}

}  // namespace dashflow::graph
