// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "host/base/result.h"
#include "host/channel/channel.h"

namespace dashflow::engine {

// In the order in which they came inside a channel.
inline void SortByChannel(std::vector<const channel::Write*>& writes) {
  if (writes.size() < 2) return;
  std::ranges::stable_sort(writes, {}, [](const channel::Write* write) { return write->channel; });
}

// Calls each(channel, its writes) for the channels of `sorted`, until it gives an error.
template <class Each>
Status ForEachChannel(std::span<const channel::Write* const> sorted, Each each) {
  for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
    const channel::ChannelId id = sorted[begin]->channel;
    while (end < sorted.size() && sorted[end]->channel == id) ++end;
    DF_TRY(each(id, sorted.subspan(begin, end - begin)));
  }
  return Ok();
}

}  // namespace dashflow::engine
