// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/settings.h"

#include <array>
#include <utility>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

constexpr std::int64_t kMostSteps = 1000000000;

InterruptNames ReadInterruptNames(Findings& findings, const Member& member) {
  InterruptNames names;
  names.all = member.value.is_scalar() && member.value.text.as_text() == "*";
  if (!names.all) names.names = ReadNames(findings, member.value, "the name of a node");
  return names;
}

constexpr std::array<Key<Definition>, 2> kInterruptKeys{{
    {"before",
     [](Findings& findings, const Member& member, Definition& out) {
       out.interrupt_before = ReadInterruptNames(findings, member);
     }},
    {"after", [](Findings& findings, const Member& member,
                 Definition& out) { out.interrupt_after = ReadInterruptNames(findings, member); }},
}};

constexpr std::array<Key<Limits>, 4> kLimitKeys{{
    {"steps",
     [](Findings& findings, const Member& member, Limits& out) {
       out.steps = ReadInteger(findings, member, {1, kMostSteps}).value_or(out.steps);
     }},
    {"tasks",
     [](Findings& findings, const Member& member, Limits& out) {
       out.tasks = ReadInteger(findings, member, {1, kMostSteps}).value_or(out.tasks);
     }},
    {"time", [](Findings& findings, const Member& member,
                Limits& out) { out.time = ReadDuration(findings, member).value_or(out.time); }},
    {"state", [](Findings& findings, const Member& member,
                 Limits& out) { out.state = ReadSize(findings, member).value_or(out.state); }},
}};

}  // namespace

void ReadLanguage(Findings& findings, const Member& member, Definition&) {
  const bool first = member.value.is_scalar() && member.value.value == Value(1);
  if (first) return;
  findings
      .Add(member.value.at, "language_version",
           "this host reads version 1 of the workflow language")
      .Fix("write dashflow: 1, or use a newer host");
}

void ReadInput(Findings& findings, const Member& member, Definition& out) {
  std::vector<InputName>& input = out.input.emplace();
  for (NameRef& name : ReadNameList(findings, member, "the name of a channel")) {
    const bool optional = name.name.ends_with('?');
    if (optional) name.name.pop_back();
    input.push_back({std::move(name), optional});
  }
}

void ReadOutput(Findings& findings, const Member& member, Definition& out) {
  out.output = ReadNameList(findings, member, "the name of a channel");
}

void ReadInterrupt(Findings& findings, const Member& member, Definition& out) {
  if (CheckMapping(findings, member.value, "'interrupt'", "interrupt: {before: [write]}"))
    ReadKeys<Definition>(findings, member.value, kInterruptKeys, "'interrupt'", out);
}

void ReadLimits(Findings& findings, const Member& member, Definition& out) {
  if (CheckMapping(findings, member.value, "'limits'", "limits: {steps: 100, time: 5m}"))
    ReadKeys<Limits>(findings, member.value, kLimitKeys, "'limits'", out.limits);
}

void ReadDurability(Findings& findings, const Member& member, Definition& out) {
  static constexpr std::string_view kWords[] = {"sync", "async", "exit"};
  if (const auto word = ReadWord(findings, member, kWords))
    out.durability = static_cast<Durability>(*word);
}

void ReadUnknownWrites(Findings& findings, const Member& member, Definition& out) {
  static constexpr std::string_view kWords[] = {"error", "ignore"};
  out.ignore_unknown_writes = ReadWord(findings, member, kWords).value_or(0) == 1;
}

void ReadRequires(Findings& findings, const Member& member, Definition& out) {
  if (!CheckMapping(findings, member.value, "'requires'", "requires: {core: '>= 1.2'}")) return;
  for (const Member& plugin : member.value.members) {
    if (auto range = ReadName(findings, plugin.value, "a version range, such as '>= 1.2'"))
      out.requirements.push_back({{plugin.key, plugin.at}, *std::move(range)});
  }
}

void ReadOnFailure(Findings& findings, const Member& member, Definition& out) {
  out.on_failure = ReadName(findings, member.value, "the name of a node");
}

void ReadRoot(Findings& findings, const Member& member, Definition& out) {
  out.root = ReadName(findings, member.value, "the name of a channel");
}

void ReadTags(Findings& findings, const Member& member, Definition& out) {
  for (NameRef& tag : ReadNameList(findings, member, "a tag"))
    out.tags.push_back(std::move(tag.name));
}

}  // namespace dashflow::graph
