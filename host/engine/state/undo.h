// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "host/checkpoint/state.h"

namespace dashflow::engine {

using UndoLog = std::vector<std::pair<channel::ChannelId, channel::Slot>>;

// Remembers channels before they change, and puts them back unless Keep was called. `log` lends its
// memory.
class Undo {
 public:
  Undo(checkpoint::State& state, UndoLog& log) : state_(state), before_(log) {}
  ~Undo() {
    for (auto& [channel, slot] : before_) state_.slots[channel] = std::move(slot);
    before_.clear();
  }
  Undo(const Undo&) = delete;

  void Remember(channel::ChannelId channel) {
    before_.emplace_back(channel, state_.slots[channel]);
  }
  void Keep() { before_.clear(); }

 private:
  checkpoint::State& state_;
  UndoLog& before_;
};

}  // namespace dashflow::engine
