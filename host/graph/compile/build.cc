// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/build.h"

#include <algorithm>
#include <utility>

#include "host/config/did_you_mean.h"

namespace dashflow::graph {
namespace {

template <class Id>
std::string Suggest(std::string_view name, const Ids<Id>& ids, std::string_view end = {}) {
  std::vector<std::string_view> names;
  names.reserve(ids.size());
  for (const auto& [known, id] : ids) names.push_back(known);
  std::ranges::sort(names);
  if (!end.empty() && !ids.contains(std::string(end))) names.push_back(end);
  return config::SuggestName(name, names);
}

}  // namespace

void Build::NoteRead(channel::ChannelId id, std::string_view node, Mark at) {
  use[id].read = true;
  const auto reader = node.empty() ? std::nullopt : workflow->FindNode(node);
  use[id].readers.push_back({at, reader, after_node});
}

void Build::NoteWrite(channel::ChannelId id, NodeId node) {
  use[id].written = true;
  use[id].writers.push_back(node);
}

Place Build::PlaceOf(Mark at, std::string_view node) const {
  Place place = findings.At(at);
  place.workflow = definition.name;
  place.node = node;
  return place;
}

void Build::ReportSchema(const Error& wrong, const config::Tree* tree, const NameRef& name,
                         std::string_view whose) {
  const bool at_root = tree == nullptr || wrong.resource().empty();
  findings
      .Add(at_root ? name.at : config::FindPointer(*tree, wrong.resource()).at, "schema_invalid",
           "the schema of " + std::string(whose) + " '" + name.name + "' is not valid")
      .Cause(wrong.cause())
      .Fix("correct the keyword named; JSON Schema Draft 7");
}

std::optional<NodeId> Build::FindNode(const NameRef& name, std::string_view node,
                                      std::string_view end) {
  const auto found = workflow->node_ids.find(name.name);
  if (found != workflow->node_ids.end()) return found->second;
  lost_edges = true;
  // Whatever is wrong with nodes: was told.
  if (definition.nodes.empty() && definition.incomplete) return std::nullopt;
  std::string fix = Suggest(name.name, workflow->node_ids, end);
  if (fix.empty()) fix = "declare it under nodes:";
  findings.Add(name.at, "unknown_node", "there is no node '" + name.name + "'")
      .Fix(std::move(fix))
      .In(PlaceOf(name.at, node));
  return std::nullopt;
}

std::optional<channel::ChannelId> Build::FindChannel(const NameRef& name, std::string_view node) {
  const auto found = workflow->channel_ids.find(name.name);
  if (found != workflow->channel_ids.end()) return found->second;
  if (name.name.find_first_of(" ()[]+-*/%<>=!&|?:'\"") != std::string::npos) {
    findings.Add(name.at, "unknown_channel", "there is no channel '" + name.name + "'")
        .Fix("name a channel, or write {cel: …} for an expression, {value: …} for a constant")
        .In(PlaceOf(name.at, node));
    return std::nullopt;
  }
  const std::string near = Suggest(name.name, workflow->channel_ids);
  findings.Add(name.at, "unknown_channel", "there is no channel '" + name.name + "'")
      .Fix(near.empty() ? "declare it under state:" : near + " Or declare it under state:")
      .In(PlaceOf(name.at, node));
  return std::nullopt;
}

}  // namespace dashflow::graph
