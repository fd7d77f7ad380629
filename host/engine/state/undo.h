// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "host/checkpoint/state.h"

namespace dashflow::engine {

// Remembers channels before they change, and puts them back unless Keep was called.
class Undo {
 public:
  explicit Undo(checkpoint::State& state) : state_(state) {}
  ~Undo() {
    for (auto& [channel, slot] : before_) state_.slots[channel] = std::move(slot);
  }
  Undo(const Undo&) = delete;

  void Remember(channel::ChannelId channel) {
    before_.emplace_back(channel, state_.slots[channel]);
  }
  const std::vector<std::pair<channel::ChannelId, channel::Slot>>& remembered() const {
    return before_;
  }
  void Keep() { before_.clear(); }

 private:
  checkpoint::State& state_;
  std::vector<std::pair<channel::ChannelId, channel::Slot>> before_;
};

}  // namespace dashflow::engine
