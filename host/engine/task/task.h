// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/base/clock.h"
#include "host/base/error.h"
#include "host/checkpoint/state.h"
#include "host/engine/call/call_numbers.h"
#include "host/graph/edge.h"

namespace dashflow::graph {
struct Workflow;
}

namespace dashflow::engine {

class Attempt;

// What a task of a subworkflow asks of the workflow that called it, in place of its own end.
struct ParentCommand {
  struct NamedWrite {
    std::string channel;
    channel::WriteMode mode = channel::WriteMode::kReduce;
    Value value;
  };
  std::vector<NamedWrite> writes;
  std::vector<std::string> jumps;                    // nodes
  std::vector<std::pair<std::string, Value>> sends;  // node, its ports as an object
};

// What an attempt leaves behind; counts only when it is done.
struct TaskResult {
  std::vector<channel::Write> writes;
  std::vector<graph::NodeId> jumps;
  std::vector<checkpoint::SentTask> sends;
  std::vector<checkpoint::Asked> asked;
  std::vector<Value> answers;  // those it used before it asked, stored ones first
  std::vector<std::pair<std::uint32_t, Value>> out;  // by output slot, where the node has a `set:`
  std::optional<Error> error;
  std::unique_ptr<ParentCommand> parent;
  bool cached = false;     // the cache had it: the node was not called
  bool commanded = false;  // a workflow that the node called ended it by a command to its caller

  void Clear() {
    writes.clear();
    jumps.clear();
    sends.clear();
    asked.clear();
    answers.clear();
    out.clear();
    error.reset();
    parent.reset();
    cached = false;
    commanded = false;
  }
};

enum class TaskStatus : std::uint8_t {
  kReady,
  kRunning,
  kDelayed,
  kDone,
  kInterrupted,
  kFailed,
  kCancelled,
  kLeft  // it ends its subworkflow with a command to the caller
};

// One node call of the current superstep. [serial-per-task]; `status` and `result` are read by
// others after the barrier, or under the run's mutex.
struct Task {
  checkpoint::TaskPath path;
  const std::vector<checkpoint::Argument>* sent = nullptr;  // in State::due
  std::uint32_t attempts = 0;                               // started so far
  TaskStatus status = TaskStatus::kReady;
  bool in_loop = false;  // the step loop runs it
  bool stored = false;   // the store has its result already
  // A handler acts in place of the path's node, whose `failure` it sees as `error`.
  bool handled = false;
  bool handling_stored = false;  // the store knows
  graph::NodeId acting = 0;      // the path's node, or the handler
  Value failure;
  TaskResult result;
  std::vector<Value> answers;  // given by humans
  std::vector<checkpoint::InnerAnswer> inner_answers;
  CallNumbers calls;  // with which the next attempt begins
  MonoTime first_start;
  std::uint64_t delay_timer = 0;
  WallTime due{};              // of a wait that a restart does not end: no earlier does it begin
  bool due_stored = false;     // the store knows
  Attempt* attempt = nullptr;  // under way outside the step loop

  void Clear() {
    sent = nullptr;
    result.Clear();
    answers.clear();
    inner_answers.clear();
    calls = {};
    handled = false;
    failure = {};
  }
  // As new, for the path's own node.
  void Begin(const checkpoint::TaskPath& of) {
    path = of;
    acting = of.node;
    if (!failure.is_null()) failure = {};
    handled = false;
    attempts = 0;
    calls = {};
    due = {};
    due_stored = false;
    stored = false;
    result.Clear();
    answers.clear();
    if (!inner_answers.empty()) inner_answers.clear();
    attempt = nullptr;
  }
  // A handler takes the node's place.
  void HandTo(graph::NodeId handler, Value error) {
    acting = handler;
    handled = true;
    failure = std::move(error);
  }
  graph::NodeId node() const { return acting; }
  bool pull() const { return path.index == checkpoint::TaskPath::kPull; }
};

// "list", or "digest#17" for the 17th send; "digest#17:rescue" where `handler` acts in its place,
// since each of several failed tasks may have the same.
std::string PathText(const checkpoint::TaskPath& path, std::string_view node,
                     std::string_view handler = {});
// `acting`: the path's node, or a handler.
std::string PathText(const graph::Workflow& workflow, const checkpoint::TaskPath& path,
                     graph::NodeId acting);

}  // namespace dashflow::engine
