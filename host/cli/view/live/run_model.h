// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "host/cli/view/live/picture.h"
#include "host/event/event.h"
#include "host/graph/workflow.h"

namespace dashflow::cli {

// What the live view knows of a run, from its events. An event costs O(1), one that starts a
// superstep O(its nodes), whatever the number of tasks. [serial]
class RunModel {
 public:
  RunModel(const graph::Workflow& workflow, MonoTime now);

  static bool Wants(event::Type type);
  void Take(const event::Event& event, MonoTime now);
  // O(nodes).
  Picture Now() const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Notes = std::list<TaskNote>;
  template <class T>
  using ByName = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  void TakeRunStarted(const event::Event& event);
  void TakeStepStarted(const Value& members, MonoTime now);
  void BeginTurn(std::size_t node, std::int64_t total, MonoTime now);
  void TakeTaskStarted(const Value& members);
  void TakeTaskEnded(event::Type type, const Value& members, MonoTime now);
  void TakeTaskRetried(const Value& members, MonoTime now);
  void TakeInterrupt(const Value& members);
  void TakeLog(const Value& members);
  void TakeRunFinished(const Value& members, MonoTime now);

  // Nodes are known by their place in the picture; `npos` = no such node.
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::size_t NodeOf(const Value& members) const;
  TaskNote& NoteOf(std::size_t node, std::string_view task);
  void Forget(std::size_t node, std::string_view task);
  void ForgetAll(std::size_t node);

  Picture picture_;  // without notes
  ByName<std::size_t> node_ids_;
  std::vector<Notes> notes_;  // by node, the oldest first
  ByName<Notes::iterator> note_of_task_;
};

}  // namespace dashflow::cli
