// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "host/base/clock.h"
#include "host/channel/channel.h"
#include "host/channel/write.h"
#include "host/checkpoint/type_version.h"
#include "host/value/value.h"

namespace dashflow::checkpoint {

// Which task of a superstep: a node that an edge or jump armed (pull), or the index-th send (push).
struct TaskPath {
  static constexpr std::int64_t kPull = -1;
  std::int64_t index = kPull;
  std::uint32_t node = 0;
};

// Task order: pulls by node, then pushes by index.
inline auto operator<=>(const TaskPath& a, const TaskPath& b) {
  return std::pair(a.index, a.node) <=> std::pair(b.index, b.node);
}
inline bool operator==(const TaskPath& a, const TaskPath& b) { return (a <=> b) == 0; }

using Argument = std::pair<std::uint32_t, Value>;  // input slot, what was sent

// A task that is due in the next superstep.
struct DueTask {
  TaskPath path;
  std::vector<Argument> sent;  // pushes only
};

// What a task did beside its writes; applied at the end of its superstep.
struct SentTask {
  std::uint32_t node = 0;
  std::vector<Argument> arguments;
};

struct Asked {
  std::string id;  // unique in the thread
  Value question;
  Value schema;        // null = anything
  bool inner = false;  // a subworkflow that the task called asks
  WallTime expires{};  // when the workflow decides; zero = never
};

// An answer to a question of a subworkflow, whose log it waits to reach.
struct InnerAnswer {
  std::string id;  // of the question
  Value value;
  bool expired = false;  // nobody answered in time, and a node of the subworkflow acts instead
};

// How far one task of the unfinished superstep has come, as far as the store knows.
struct TaskProgress {
  TaskPath path;
  bool finished = false;  // its writes are kept, it will not run again
  std::vector<channel::Write> writes;
  std::vector<std::uint32_t> jumps;  // nodes
  std::vector<SentTask> sends;
  std::vector<Asked> asked;                // the task's own: the n-th waits for the n-th answer
  std::vector<Value> answers;              // given so far
  std::vector<InnerAnswer> inner_answers;  // to its subworkflows, in this superstep
  std::string error_code;                  // why its last attempt failed; empty when it did not
  std::string error_message;
  std::uint32_t attempts = 0;  // with `due`: so many were made
  WallTime due{};              // no earlier does it begin again; zero = at once
  Value failure;               // what a handler in its place sees as `error`; null = none acts
  std::uint32_t handler = 0;   // of a failure: the node that acts

  std::uint32_t node() const { return failure.is_null() ? path.node : handler; }
};

inline constexpr std::int64_t kBeforeInput = -2;  // State::step of a thread that has no input yet

// The state of one namespace of a thread between two supersteps: what a checkpoint restores.
struct State {
  std::int64_t step = kBeforeInput;      // of the last superstep
  std::int64_t beside = 0;               // supersteps that were those of `on_failure:`
  std::uint64_t version = 0;             // of the last change of any channel
  std::vector<channel::Slot> slots;      // by ChannelId
  std::vector<DueTask> due;              // in task order
  std::vector<std::uint64_t> joins;      // by join: bit i = source i has run
  std::vector<TaskProgress> progress;    // of tasks in `due`, in task order
  bool passed_interrupt_before = false;  // a human let the due tasks go on
  std::uint64_t passed_epoch = 0;        // of the run that last did so
  // How the run ends once `on_failure:` has run: {status, error, ran}; null = it does not so end.
  Value failing;
  std::vector<TypeVersionPtr> types;  // of the tasks since the last input, sorted by name

  // The superstep by which the tasks that are due are known: as if nothing had run beside them.
  std::int64_t DueStep() const { return step + 1 - beside; }
};

}  // namespace dashflow::checkpoint
