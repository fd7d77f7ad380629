// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "host/base/result.h"
#include "host/channel/channel.h"
#include "host/expression/run/binding.h"
#include "host/graph/edge.h"

namespace dashflow::engine {

class Run;
struct Task;

// What expressions of a run see: channels by number, and the roots of graph::Root.
class StateBinding final : public expression::Binding {
 public:
  explicit StateBinding(Run& run) : run_(run) {}

  const Value* Get(std::uint32_t slot) const override;

  // A channel as it would be after a task's own writes (edges of a superstep with several tasks).
  void Overlay(channel::ChannelId channel, channel::Slot slot) {
    overlay_.emplace_back(channel, std::move(slot));
  }
  // The task whose inputs or edges are evaluated; `task.key` is null without. Outlives this.
  void SetTask(const Task& task) { task_ = &task; }
  void SetItem(const Value* item, const Value* index) {
    item_ = item;
    index_ = index;
  }
  // What the node gave, for `set:`. Outlives this.
  void SetOut(const Value& out) { out_ = &out; }

 private:
  const Value* Channel(std::uint32_t channel) const;
  const Value* Root(std::uint32_t root) const;

  Run& run_;
  std::vector<std::pair<channel::ChannelId, channel::Slot>> overlay_;
  const Value& TaskFacts() const;

  const Task* task_ = nullptr;
  mutable Value task_facts_;  // made when first asked for
  mutable Value remaining_;
  mutable Value last_;
  const Value* item_ = nullptr;
  const Value* index_ = nullptr;
  const Value* out_ = nullptr;
};

// The value of a source; null of an absent one.
Result<Value> Evaluate(const graph::Source& source, const StateBinding& binding);

}  // namespace dashflow::engine
