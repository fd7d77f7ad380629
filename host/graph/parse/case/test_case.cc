// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/case/test_case.h"

#include <array>
#include <utility>

#include "host/graph/parse/case/expectation.h"
#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"
#include "host/graph/parse/sources.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

constexpr std::string_view kExample = "{name: works, input: {}, expect: {status: done}}";

void ReadMock(Findings& findings, const Member& member, TestDefinition& out) {
  if (!CheckMapping(findings, member.value, "'mock'", "mock: {node: {port: value}}")) return;
  for (const Member& entry : member.value.members) {
    out.mock.push_back(
        {{entry.key, entry.at}, ReadNamedValues(findings, entry, entry.key + ": {port: value}")});
  }
}

constexpr std::array<Key<FailureDefinition>, 2> kFailKeys{{
    {"code",
     [](Findings& findings, const Member& member, FailureDefinition& out) {
       out.code = ReadText(findings, member).value_or("");
     },
     true},
    {"times",
     [](Findings& findings, const Member& member, FailureDefinition& out) {
       out.times = ReadInteger(findings, member, {1, INT64_MAX}).value_or(1);
     }},
}};

void ReadFail(Findings& findings, const Member& member, TestDefinition& out) {
  if (!CheckMapping(findings, member.value, "'fail'", "fail: {node: {code: busy}}")) return;
  for (const Member& entry : member.value.members) {
    const std::string what = "'" + entry.key + "'";
    if (!CheckMapping(findings, entry.value, what, entry.key + ": {code: busy, times: 2}"))
      continue;
    FailureDefinition& failure = out.fail.emplace_back();
    failure.node = {entry.key, entry.at};
    ReadKeys<FailureDefinition>(findings, entry.value, kFailKeys, what, failure);
  }
}

void ReadDelay(Findings& findings, const Member& member, TestDefinition& out) {
  if (!CheckMapping(findings, member.value, "'delay'", "delay: {node: 5s}")) return;
  for (const Member& entry : member.value.members) {
    if (const auto time = ReadDuration(findings, entry))
      out.delay.push_back({{entry.key, entry.at}, *time});
  }
}

constexpr std::array<Key<TestDefinition>, 8> kTestKeys{{
    {"name",
     [](Findings& findings, const Member& member, TestDefinition& out) {
       if (auto name = ReadText(findings, member)) out.name = {*std::move(name), member.value.at};
     },
     true},
    {"input",
     [](Findings&, const Member& member, TestDefinition& out) {
       out.input = ToValue(member.value);
       out.input_at = member.value.at;
       out.inputs = MembersOf(member.value);
     }},
    {"params",
     [](Findings& findings, const Member& member, TestDefinition& out) {
       out.params = ReadNamedValues(findings, member, "params: {limit: 1}");
     }},
    {"mock", ReadMock},
    {"fail", ReadFail},
    {"delay", ReadDelay},
    {"answers",
     [](Findings& findings, const Member& member, TestDefinition& out) {
       out.answers = ReadNamedValues(findings, member, "answers: {node: true}");
     }},
    {"expect", ReadExpect, true},
}};

}  // namespace

void ReadTests(Findings& findings, const Member& member, Definition& out) {
  if (!member.value.is_sequence()) {
    findings.Invalid(member.value.at, "'tests' must be a list")
        .Fix("write tests: [" + std::string(kExample) + "]");
    return;
  }
  for (const Tree& element : member.value.elements) {
    if (!CheckMapping(findings, element, "a test", kExample)) continue;
    ReadKeys<TestDefinition>(findings, element, kTestKeys, "a test", out.tests.emplace_back());
  }
}

}  // namespace dashflow::graph
