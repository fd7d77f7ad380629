// SPDX-License-Identifier: Apache-2.0
#include <unordered_set>

#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using channel::ChannelId;

// The channel of a name in input: or output:, each once and none that is private.
std::optional<ChannelId> Expose(Build& build, const NameRef& name,
                                std::unordered_set<ChannelId>& seen) {
  const auto id = build.FindChannel(name);
  if (!id) return std::nullopt;
  if (build.workflow->channels[*id].is_private) {
    build.findings.Add(name.at, "private_channel", "channel '" + name.name + "' is private")
        .Fix("remove it here, or private: true under state:");
    return std::nullopt;
  }
  if (seen.insert(*id).second) return id;
  build.findings.Add(name.at, "duplicate_name", "channel '" + name.name + "' is listed twice")
      .Fix("remove one");
  return std::nullopt;
}

void CompileInput(Build& build, const std::vector<InputName>& names) {
  std::unordered_set<ChannelId> seen;
  for (const InputName& name : names) {
    const auto id = Expose(build, name.name, seen);
    if (!id) continue;
    const Channel& channel = build.workflow->channels[*id];
    const bool given = name.optional || channel.initial || channel.reducer != nullptr;
    build.workflow->input.push_back({*id, !given});
  }
}

void CompileOutput(Build& build, const std::vector<NameRef>& names) {
  std::unordered_set<ChannelId> seen;
  for (const NameRef& name : names) {
    if (const auto id = Expose(build, name, seen)) build.workflow->output.push_back(*id);
  }
}

void NoteUse(Build& build) {
  for (const InputChannel& input : build.workflow->input) build.use[input.channel].given = true;
  for (const ChannelId id : build.workflow->output) build.use[id].read = true;
}

}  // namespace

void CompileInterface(Build& build) {
  Workflow& workflow = *build.workflow;
  if (build.definition.input) CompileInput(build, *build.definition.input);
  if (build.definition.output) CompileOutput(build, *build.definition.output);
  for (ChannelId id = 0; id < workflow.channels.size(); ++id) {
    if (workflow.channels[id].is_private) continue;
    if (!build.definition.input) workflow.input.push_back({id, false});
    if (!build.definition.output) workflow.output.push_back(id);
  }
  NoteUse(build);
}

}  // namespace dashflow::graph
