// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <xxhash.h>

#include <iterator>

#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

using Text = std::back_insert_iterator<std::string>;

std::string NameOf(const Workflow& workflow, const Target& target) {
  switch (target.kind) {
    case Target::Kind::kEnd:
      return "END";
    case Target::Kind::kNode:
      return workflow.nodes[target.index].name;
    case Target::Kind::kJoin:
      return fmt::format("join {} {}", target.index, target.position);
    case Target::Kind::kFanout:
      return "each " + workflow.nodes[workflow.fanouts[target.index].to].name;
  }
  return {};
}

void AppendEdges(Text out, const Workflow& workflow, std::string_view kind,
                 const std::vector<Edge>& edges) {
  for (const Edge& edge : edges) {
    fmt::format_to(out, "{} {}", kind, static_cast<int>(edge.kind));
    for (const Arm& arm : edge.arms) {
      fmt::format_to(out, " '{}'", arm.key);
      for (const Target& target : arm.to) fmt::format_to(out, " {}", NameOf(workflow, target));
    }
    fmt::format_to(out, "\n");
  }
}

void AppendChannel(Text out, const channel::Channel& channel) {
  const std::string_view reducer = channel.reducer == nullptr ? "" : channel.reducer->name();
  const Value schema = channel.schema.source().is_object()
                           ? channel.schema.source().Erase("description").Erase("title")
                           : channel.schema.source();
  fmt::format_to(out, "channel {} {} {} {:x}\n", channel.name, static_cast<int>(channel.keep),
                 reducer, schema.Hash());
}

void AppendNode(Text out, const Workflow& workflow, const NodePlan& node) {
  fmt::format_to(out, "node {} {}", node.name, node.type->name);
  if (node.subworkflow) fmt::format_to(out, "{}", node.subworkflow->shape);
  if (node.deferral != kNotDeferred) fmt::format_to(out, " deferred");
  fmt::format_to(out, "\n");
  AppendEdges(out, workflow, "edge", node.edges);
  AppendEdges(out, workflow, "gather", node.gathers);
  for (const Handler& handler : node.handlers)
    fmt::format_to(out, "on_error {}\n", workflow.nodes[handler.to].name);
}

void AppendJoin(Text out, const Workflow& workflow, const Join& join) {
  fmt::format_to(out, "join {}", workflow.nodes[join.target].name);
  for (const NodeId source : join.sources) fmt::format_to(out, " {}", workflow.nodes[source].name);
  fmt::format_to(out, "\n");
}

}  // namespace

std::string ShapeOf(const Workflow& workflow) {
  std::string text;
  const Text out = std::back_inserter(text);
  for (const channel::Channel& channel : workflow.channels) AppendChannel(out, channel);
  AppendEdges(out, workflow, "start", workflow.start);
  for (const NodePlan& node : workflow.nodes) AppendNode(out, workflow, node);
  for (const Join& join : workflow.joins) AppendJoin(out, workflow, join);
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("s-{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace dashflow::graph
