// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/case/expectation.h"

#include <array>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"
#include "host/graph/parse/sources.h"

namespace dashflow::graph {
namespace {

using config::Member;

constexpr std::string_view kStatuses[] = {"done", "waiting", "failed", "cancelled", "timeout"};

void ReadStatus(Findings& findings, const Member& member, ExpectDefinition& out) {
  if (const auto word = ReadWord(findings, member, kStatuses)) out.status = kStatuses[*word];
}

void ReadRuns(Findings& findings, const Member& member, ExpectDefinition& out) {
  if (!CheckMapping(findings, member.value, "'runs'", "runs: {node: 1}")) return;
  for (const Member& entry : member.value.members) {
    if (const auto count = ReadInteger(findings, entry, {0, INT64_MAX}))
      out.runs.push_back({{entry.key, entry.at}, *count});
  }
}

constexpr std::array<Key<ExpectDefinition>, 6> kExpectKeys{{
    {"status", ReadStatus},
    {"output",
     [](Findings&, const Member& member, ExpectDefinition& out) {
       out.output = ToValue(member.value);
       out.output_at = member.value.at;
       out.outputs = MembersOf(member.value);
     }},
    {"runs", ReadRuns},
    {"path",
     [](Findings& findings, const Member& member, ExpectDefinition& out) {
       out.path = ReadNameList(findings, member, "a node name");
     }},
    {"state",
     [](Findings& findings, const Member& member, ExpectDefinition& out) {
       out.state = ReadNamedValues(findings, member, "state: {channel: value}");
     }},
    {"error", [](Findings& findings, const Member& member,
                 ExpectDefinition& out) { out.error = ReadText(findings, member).value_or(""); }},
}};

}  // namespace

void ReadExpect(Findings& findings, const Member& member, TestDefinition& out) {
  if (CheckMapping(findings, member.value, "'expect'", "expect: {status: done}"))
    ReadKeys<ExpectDefinition>(findings, member.value, kExpectKeys, "'expect'", out.expect);
}

}  // namespace dashflow::graph
