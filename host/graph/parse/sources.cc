// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/sources.h"

#include <array>
#include <utility>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

void ReadCelOfSource(Findings& findings, const Member& member, SourceText& out) {
  if (auto cel = ReadCel(findings, member.value, "'cel'")) {
    out.from = Source::From::kExpression;
    out.cel = *std::move(cel);
  }
}

void ReadValueOfSource(Findings&, const Member& member, SourceText& out) {
  out.from = Source::From::kValue;
  out.value = ToValue(member.value);
}

constexpr std::array<Key<SourceText>, 2> kSourceKeys{{
    {"cel", ReadCelOfSource},
    {"value", ReadValueOfSource},
}};

SourceText ReadSource(Findings& findings, const Member& member) {
  const Tree& tree = member.value;
  SourceText source;
  source.at = tree.at;
  if (tree.is_string()) {
    source.from = Source::From::kChannel;
    source.channel = {std::string(tree.text.as_text()), tree.text_at};
    return source;
  }
  const std::string what = "'" + member.key + "'";
  if (tree.is_mapping() && tree.members.size() == 1) {
    ReadKeys<SourceText>(findings, tree, kSourceKeys, what, source);
    return source;
  }
  findings.Invalid(tree.at, what + " must be a channel, {cel: …} or {value: …}")
      .Fix("name a channel, or write {value: …} for a constant");
  return source;
}

constexpr std::array<Key<WriteDefinition>, 3> kWriteKeys{{
    {"cel", [](Findings& findings, const Member& member,
               WriteDefinition& out) { ReadCelOfSource(findings, member, out.source); }},
    {"value", [](Findings& findings, const Member& member,
                 WriteDefinition& out) { ReadValueOfSource(findings, member, out.source); }},
    {"overwrite",
     [](Findings& findings, const Member& member, WriteDefinition& out) {
       out.overwrite = ReadBool(findings, member).value_or(false);
     }},
}};

void ReadBracedWrite(Findings& findings, const Member& member, WriteDefinition& out) {
  const Tree& tree = member.value;
  const std::string what = "'" + member.key + "'";
  out.source.at = tree.at;
  ReadKeys<WriteDefinition>(findings, tree, kWriteKeys, what, out);
  const bool value = tree.Find("value") != nullptr;
  if (value != (tree.Find("cel") != nullptr)) return;
  findings
      .Invalid(tree.at, what + (value ? " has both a value and an expression" : " has no value"))
      .Fix("write one of {value: …} and {cel: …}");
}

}  // namespace

std::vector<PortSource> ReadSources(Findings& findings, const Member& member) {
  std::vector<PortSource> ports;
  const std::string what = "'" + member.key + "'";
  if (!CheckMapping(findings, member.value, what, member.key + ": {port: channel}")) return ports;
  for (const Member& port : member.value.members)
    ports.push_back({{port.key, port.at}, ReadSource(findings, port)});
  return ports;
}

std::vector<NamedValue> ReadNamedValues(Findings& findings, const Member& member,
                                        std::string_view example) {
  if (!CheckMapping(findings, member.value, "'" + member.key + "'", example)) return {};
  return MembersOf(member.value);
}

std::vector<NamedValue> MembersOf(const Tree& tree) {
  std::vector<NamedValue> values;
  for (const Member& entry : tree.members)
    values.push_back({{entry.key, entry.at}, ToValue(entry.value), entry.value.at});
  return values;
}

void ReadSet(Findings& findings, const Member& member, NodeRules& out) {
  std::vector<WriteDefinition>& writes = out.set.emplace();
  if (!CheckMapping(findings, member.value, "'set'", "set: {channel: {value: 1}}")) return;
  for (const Member& entry : member.value.members) {
    WriteDefinition& write = writes.emplace_back();
    write.channel = {entry.key, entry.at};
    if (entry.value.is_mapping()) {
      ReadBracedWrite(findings, entry, write);
    } else {
      write.source = ReadSource(findings, entry);
    }
  }
}

}  // namespace dashflow::graph
