// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/nodes.h"

#include <array>
#include <utility>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/policies.h"
#include "host/graph/parse/scalars.h"

namespace dashflow::graph {
namespace {

using config::Member;

template <void (*Read)(Findings&, const Member&, NodeRules&)>
void ReadRule(Findings& findings, const Member& member, NodeDefinition& out) {
  Read(findings, member, out.rules);
}

void ReadType(Findings& findings, const Member& member, NodeDefinition& out) {
  if (auto type = ReadName(findings, member.value, "a node type: <plugin>.<type>"))
    out.type = *std::move(type);
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
    {"workflow"},
    {"checkpoint"},
    {"set"},
    {"on_error"},
    {"expire"},
    {"cache"},
    {"defer"},
    {"isolation"},
}};

void ReadNode(Findings& findings, const Member& entry, Definition& out) {
  NodeDefinition node;
  node.name = {entry.key, entry.at};
  const std::string what = "node '" + entry.key + "'";
  if (CheckMapping(findings, entry.value, what, entry.key + ": {type: <plugin>.<type>}")) {
    ReadKeys<NodeDefinition>(findings, entry.value, kNodeKeys, what, node);
    const bool typed = entry.value.Find("type") != nullptr;
    if (!typed && entry.value.Find("workflow") == nullptr)
      ReportMissingKey(findings, entry.at, what, "type");
  }
  out.nodes.push_back(std::move(node));
}

}  // namespace

void ReadNodes(Findings& findings, const Member& member, Definition& out) {
  if (!CheckMapping(findings, member.value, "'nodes'", "nodes: {a: {type: core.set}}")) return;
  for (const Member& entry : member.value.members) ReadNode(findings, entry, out);
}

void ApplyDefaults(const NodeRules& defaults, Definition& out) {
  for (NodeDefinition& node : out.nodes) {
    if (!node.rules.retry) node.rules.retry = defaults.retry;
    if (!node.rules.timeout) node.rules.timeout = defaults.timeout;
    if (!node.rules.jumps) node.rules.jumps = defaults.jumps;
    if (!node.rules.concurrency) node.rules.concurrency = defaults.concurrency;
  }
}

}  // namespace dashflow::graph
