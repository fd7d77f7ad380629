// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/channel/channel.h"

namespace dashflow::graph {

// Whether a channel has no value until somebody gives it one.
inline bool BeginsEmpty(const channel::Channel& channel) {
  const bool topic =
      channel.keep == channel::Keep::kTopic || channel.keep == channel::Keep::kTopicAll;
  return !channel.initial && channel.reducer == nullptr && !topic;
}

}  // namespace dashflow::graph
