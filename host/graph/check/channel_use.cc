// SPDX-License-Identifier: Apache-2.0
#include "host/graph/check/channel_start.h"
#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using channel::ChannelId;

void CheckUse(Build& build, ChannelId id) {
  const Channel& channel = build.workflow->channels[id];
  const ChannelUse& use = build.use[id];
  const Mark at = build.definition.state[id].name.at;
  if (use.written && !use.read) {
    build.findings
        .Warn(at, "never_read", "channel '" + channel.name + "' is written, and nothing reads it")
        .Fix("list it under output:, give it to a node, or remove it");
  }
  if (use.read && !use.written && !use.given && BeginsEmpty(channel)) {
    build.findings
        .Warn(at, "never_written",
              "channel '" + channel.name + "' is read, and nothing gives it a value")
        .Fix("give it a default:, list it under input:, or let a node write it");
  }
}

}  // namespace

void CheckChannelUse(Build& build) {
  if (build.opaque) return;
  for (ChannelId id = 0; id < build.use.size(); ++id) CheckUse(build, id);
}

}  // namespace dashflow::graph
