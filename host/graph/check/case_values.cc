// SPDX-License-Identifier: Apache-2.0
#include "host/graph/check/case_values.h"

#include <algorithm>
#include <string>

#include "host/config/did_you_mean.h"
#include "host/graph/check/answers.h"
#include "host/graph/compile/type_set.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using channel::ChannelId;
using channel::Keep;
using channel::WriteMode;

// A case may try what is refused.
constexpr std::string_view kInputRefused = "input_";
constexpr std::string_view kAnswerRefused = "answer_invalid";

bool IsTopic(const Channel& channel) {
  return channel.keep == Keep::kTopic || channel.keep == Keep::kTopicAll;
}

std::vector<ChannelId> InputOf(const Workflow& workflow) {
  std::vector<ChannelId> ids;
  for (const InputChannel& input : workflow.input) ids.push_back(input.channel);
  return ids;
}

bool IsGiven(const std::vector<NamedValue>& values, const std::string& name) {
  return std::ranges::any_of(values,
                             [&](const NamedValue& value) { return value.name.name == name; });
}

}  // namespace

void CaseValues::Report(const NamedValue& value, ChannelId id, const Error& why) {
  build_.findings
      .Add(value.at, "case_value",
           "this does not fit channel '" + build_.workflow->channels[id].name + "'")
      .Cause(why.cause())
      .Fix("change the value, or the schema under state:");
}

void CaseValues::CheckWrite(ChannelId id, const NamedValue& write) {
  const Status fits =
      channel::CheckWrite(build_.workflow->channels[id], {id, WriteMode::kReduce, write.value});
  if (fits.has_error()) Report(write, id, fits.error());
}

void CaseValues::CheckHeld(ChannelId id, const NamedValue& held) {
  const Channel& channel = build_.workflow->channels[id];
  if (held.value.is_null()) return;
  if (!TypeSet::OfContent(channel).Meets(TypeSet::OfValue(held.value))) {
    return Report(held, id,
                  Error("channel_type", {})
                      .Cause("expected " + TypeSet::OfContent(channel).Name() + ", found " +
                             TypeSet::OfValue(held.value).Name()));
  }
  if (IsTopic(channel)) return;
  const Status fits = channel::CheckWrite(channel, {id, WriteMode::kOverwrite, held.value});
  if (fits.has_error()) Report(held, id, fits.error());
}

void CaseValues::CheckMembers(const std::vector<NamedValue>& members,
                              const std::vector<ChannelId>& known, std::string_view list) {
  std::vector<std::string_view> names;
  names.reserve(known.size());
  for (const ChannelId id : known) names.push_back(build_.workflow->channels[id].name);
  for (const NamedValue& member : members) {
    const auto found = std::ranges::find(names, member.name.name);
    if (found == names.end()) {
      build_.findings
          .Add(member.name.at, "case_value",
               "'" + member.name.name + "' is no " + std::string(list) + " of the workflow")
          .Fix(names.empty() ? "it has none" : config::SuggestName(member.name.name, names));
      continue;
    }
    const ChannelId id = known[static_cast<std::size_t>(found - names.begin())];
    list == "input" ? CheckWrite(id, member) : CheckHeld(id, member);
  }
}

void CaseValues::CheckRequired(const TestDefinition& test) {
  for (const InputChannel& input : build_.workflow->input) {
    const std::string& name = build_.workflow->channels[input.channel].name;
    if (!input.required || IsGiven(test.inputs, name)) continue;
    build_.findings
        .Add(test.input ? test.input_at : test.name.at, "case_value",
             "this test gives no '" + name + "', which is a required input")
        .Fix("add it to input:, or expect: {error: input_missing}");
  }
}

void CaseValues::CheckInput(const TestDefinition& test) {
  if (build_.definition.root || test.expect.error.starts_with(kInputRefused)) return;
  if (test.input && !test.input->is_object()) {
    build_.findings.Add(test.input_at, "case_value", "'input' must be a mapping of channels")
        .Fix("write input: {channel: value}");
    return;
  }
  CheckMembers(test.inputs, InputOf(*build_.workflow), "input");
  if (!build_.definition.incomplete) CheckRequired(test);
}

void CaseValues::CheckOutput(const ExpectDefinition& expected) {
  if (build_.definition.root || !expected.output) return;
  if (expected.output->is_object() || expected.output->is_null())
    return CheckMembers(expected.outputs, build_.workflow->output, "output");
  build_.findings.Add(expected.output_at, "case_value", "'output' must be a mapping of channels")
      .Fix("write output: {channel: value}");
}

void CaseValues::CheckAnswer(const NamedValue& answer, const ExpectDefinition& expected) {
  const auto id = build_.FindNode(answer.name);
  if (id && expected.error != kAnswerRefused)
    graph::CheckAnswer(build_, build_.nodes[*id], answer.value, answer.at);
}

}  // namespace dashflow::graph
