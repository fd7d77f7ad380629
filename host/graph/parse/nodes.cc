// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/nodes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/policies.h"
#include "host/graph/parse/rules.h"
#include "host/graph/parse/scalars.h"
#include "host/graph/parse/sources.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

template <void (*Read)(Findings&, const Member&, NodeRules&)>
void ReadRule(Findings& findings, const Member& member, NodeDefinition& out) {
  Read(findings, member, out.rules);
}

void ReadType(Findings& findings, const Member& member, NodeDefinition& out) {
  if (auto type = ReadName(findings, member.value, "a node type: <plugin>.<type>"))
    out.type = *std::move(type);
}

void ReadWorkflow(Findings& findings, const Member& member, NodeDefinition& out) {
  if (auto name = ReadName(findings, member.value, "a workflow: a file or a name"))
    out.workflow = *std::move(name);
}

void ReadWith(Findings& findings, const Member& member, NodeDefinition& out) {
  if (member.value.is_null()) return;
  if (CheckMapping(findings, member.value, "'with'", "with: {key: value}"))
    out.with = &member.value;
}

void ReadIn(Findings& findings, const Member& member, NodeDefinition& out) {
  out.in = ReadSources(findings, member);
}

void ReadOut(Findings& findings, const Member& member, NodeDefinition& out) {
  if (!CheckMapping(findings, member.value, "'out'", "out: {port: channel}")) return;
  for (const Member& port : member.value.members) {
    if (auto channel = ReadName(findings, port.value, "the name of a channel"))
      out.out.push_back({{port.key, port.at}, *std::move(channel)});
  }
}

constexpr std::array<Key<NodeDefinition>, 18> kNodeKeys{{
    {"type", ReadType},
    {"with", ReadWith},
    {"in", ReadIn},
    {"out", ReadOut},
    {"retry", ReadRule<ReadRetry>},
    {"timeout", ReadRule<ReadTimeout>},
    {"goto", ReadRule<ReadGoto>},
    {"concurrency", ReadRule<ReadConcurrency>},
    {"description",
     [](Findings& findings, const Member& member, NodeDefinition& out) {
       out.description = ReadText(findings, member).value_or("");
     }},
    {"metadata",
     [](Findings& findings, const Member& member, NodeDefinition& out) {
       if (CheckMapping(findings, member.value, "'metadata'", "metadata: {owner: me}"))
         out.metadata = ToValue(member.value);
     }},
    {"workflow", ReadWorkflow},
    {"checkpoint", ReadRule<ReadCheckpoint>},
    {"set", ReadRule<ReadSet>},
    {"on_error", ReadRule<ReadOnError>},
    {"expire", ReadRule<ReadExpire>},
    {"cache", ReadRule<ReadCache>},
    {"defer", ReadRule<ReadDefer>},
    {"isolation", ReadRule<ReadIsolation>, false, false},
}};

const Member* FindMember(const Tree& tree, std::string_view key) {
  const auto found = std::ranges::find(tree.members, key, &Member::key);
  return found == tree.members.end() ? nullptr : &*found;
}

// A node is of a type, or it is a subworkflow.
void CheckBody(Findings& findings, const Member& entry, const std::string& what) {
  const Tree& tree = entry.value;
  const bool sub = FindMember(tree, "workflow") != nullptr;
  const bool has_body = sub || FindMember(tree, "type") != nullptr;
  if (!has_body && !IsMisspelt(tree, "type", NamesOf<NodeDefinition>(kNodeKeys)) &&
      !IsMisspelt(tree, "workflow", NamesOf<NodeDefinition>(kNodeKeys)))
    ReportMissingKey(findings, entry.at, what, "type");
  for (const std::string_view key : {"type", "with"}) {
    const Member* member = FindMember(tree, key);
    if (member == nullptr || !sub) continue;
    findings
        .Invalid(member->at,
                 "'" + member->key + "' has no place in " + what + ", which is a subworkflow")
        .Fix("remove it");
  }
}

// What a node calls by name may stop to ask, which takes a state to go on from.
void CheckKept(Findings& findings, const Member& entry, const NodeDefinition& node) {
  const Member* member = FindMember(entry.value, "checkpoint");
  if (member == nullptr || node.rules.checkpoint != SubCheckpoint::kNone) return;
  if (FindMember(entry.value, "workflow") != nullptr) return;
  findings
      .Invalid(member->value.at,
               "'none' has no place in node '" + entry.key + "', which is no subworkflow")
      .Fix("use inherit or own for what it calls by name");
}

void ReadNode(Findings& findings, const Member& entry, Definition& out) {
  NodeDefinition node;
  node.name = {entry.key, entry.at};
  const std::string what = "node '" + entry.key + "'";
  if (CheckMapping(findings, entry.value, what, entry.key + ": {type: <plugin>.<type>}")) {
    ReadKeys<NodeDefinition>(findings, entry.value, kNodeKeys, what, node);
    CheckBody(findings, entry, what);
    CheckKept(findings, entry, node);
  }
  out.nodes.push_back(std::move(node));
}

template <class T>
void FillRule(const NodeRules& defaults, NodeRules& rules, std::optional<T> NodeRules::*rule) {
  if (!(rules.*rule)) rules.*rule = defaults.*rule;
}

// A node that handles everybody's errors does not handle its own.
bool Handles(const NodeRules& rules, std::string_view node) {
  return rules.on_error && std::ranges::any_of(*rules.on_error, [node](const auto& handler) {
           return handler.to.name == node;
         });
}

}  // namespace

void ReadNodes(Findings& findings, const Member& member, Definition& out) {
  if (!CheckMapping(findings, member.value, "'nodes'", "nodes: {a: {type: core.set}}")) return;
  for (const Member& entry : member.value.members) ReadNode(findings, entry, out);
}

void ApplyDefaults(const NodeRules& defaults, Definition& out) {
  for (NodeDefinition& node : out.nodes) {
    FillRule(defaults, node.rules, &NodeRules::retry);
    FillRule(defaults, node.rules, &NodeRules::timeout);
    FillRule(defaults, node.rules, &NodeRules::jumps);
    FillRule(defaults, node.rules, &NodeRules::concurrency);
    FillRule(defaults, node.rules, &NodeRules::host_concurrency);
    FillRule(defaults, node.rules, &NodeRules::set);
    FillRule(defaults, node.rules, &NodeRules::expire);
    FillRule(defaults, node.rules, &NodeRules::cache);
    FillRule(defaults, node.rules, &NodeRules::defer);
    FillRule(defaults, node.rules, &NodeRules::isolated);
    FillRule(defaults, node.rules, &NodeRules::checkpoint);
    if (!Handles(defaults, node.name.name)) FillRule(defaults, node.rules, &NodeRules::on_error);
  }
}

}  // namespace dashflow::graph
