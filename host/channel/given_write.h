// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/channel/channel.h"

namespace dashflow::channel {

// What an input or an update gives a channel, as JSON. For a channel with a reducer
// {"__overwrite__": VALUE}, with no other member, replaces what it holds: the spelling of the
// LangGraph API. What nodes write is never read so; they name the mode.
Write GivenWrite(const Channel& channel, ChannelId id, const Value& given);

}  // namespace dashflow::channel
