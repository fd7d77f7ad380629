// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/edge/target.h"

#include <array>
#include <utility>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"
#include "host/graph/parse/sources.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

template <const Member* EachMembers::*Field>
void Keep(Findings&, const Member& member, EachMembers& out) {
  out.*Field = &member;
}

constexpr std::array<Key<EachMembers>, 4> kEachKeys{{
    {"each", Keep<&EachMembers::each>, true},
    {"to", Keep<&EachMembers::to>, true},
    {"as", Keep<&EachMembers::as>},
    {"send", Keep<&EachMembers::send>},
}};

// `as: port` is short for `send: {port: {cel: item}}`.
std::vector<PortSource> ReadAs(Findings& findings, const Member& member) {
  auto port = ReadName(findings, member.value, "the name of a port");
  if (!port) return {};
  SourceText source;
  source.from = Source::From::kExpression;
  source.at = port->at;
  source.cel = {"item", port->at, 1};
  return {{*std::move(port), std::move(source)}};
}

std::vector<PortSource> ReadPorts(Findings& findings, const EachMembers& members) {
  if (members.as != nullptr && members.send != nullptr) {
    findings.Add(members.send->at, "fanout_form", "an edge has either 'as' or 'send', not both")
        .Fix("move the port of 'as' into 'send': {port: {cel: item}}");
    return {};
  }
  if (members.as != nullptr) return ReadAs(findings, *members.as);
  if (members.send != nullptr) return ReadSources(findings, *members.send);
  findings.Add(members.each->at, "fanout_form", "'each' does not say which port takes the element")
      .Fix("add as: <port>, or send: {port: {cel: item}}");
  return {};
}

bool LeadsNowhere(Findings& findings, const Tree& tree) {
  const bool empty = tree.is_sequence() && tree.elements.empty();
  if (empty) findings.Add(tree.at, "edge_nowhere", "this leads nowhere").Fix("name a node, or END");
  return empty;
}

}  // namespace

void ReadEach(Findings& findings, const EachMembers& members, std::vector<TargetDefinition>& out) {
  const auto list = ReadCel(findings, members.each->value, "'each'");
  const std::vector<PortSource> ports = ReadPorts(findings, members);
  if (members.to == nullptr || !list) return;
  if (LeadsNowhere(findings, members.to->value)) return;
  for (NameRef& name : ReadNames(findings, members.to->value, "a node name"))
    out.push_back({{}, EachDefinition{*list, std::move(name), ports}});
}

void ReadTargets(Findings& findings, const Tree& tree, std::vector<TargetDefinition>& out) {
  if (LeadsNowhere(findings, tree)) return;
  if (tree.is_sequence()) {
    for (const Tree& element : tree.elements) ReadTargets(findings, element, out);
  } else if (tree.is_mapping()) {
    EachMembers members;
    ReadKeys<EachMembers>(findings, tree, kEachKeys, "a target", members);
    if (members.each != nullptr) ReadEach(findings, members, out);
  } else if (auto name = ReadName(findings, tree, "the name of a node, or END")) {
    out.push_back({*std::move(name), {}});
  }
}

}  // namespace dashflow::graph
