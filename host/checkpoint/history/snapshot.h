// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/state.h"

namespace dashflow::checkpoint {

// What made a checkpoint.
enum class Origin : std::uint8_t { kInput, kLoop, kUpdate, kFork };

std::string_view OriginName(Origin origin);  // "input", "loop", "update", "fork"

// A task that is due after a checkpoint, and how far it came, as the log tells it.
struct TaskSnapshot {
  TaskPath path;
  // What it wrote, once it has ended, or has been given an answer: then it may be empty.
  std::optional<std::vector<channel::Write>> writes;
  std::vector<Asked> asked;    // what it asked last
  std::vector<Value> answers;  // given to it so far
  std::vector<InnerAnswer> inner_answers;
  std::string error_code;  // why an attempt failed, also when a later one did not
  std::string error_message;
  bool handled = false;  // the error is its node's; what it wrote is a handler's
};

// One checkpoint of a thread: the state between two supersteps, and what is known of the one that
// follows. Where an input began a branch, `position` has seq 0: the state before the input, whose
// superstep is START's.
struct Snapshot {
  Position position;
  Position parent;             // stream 0 = none
  std::uint64_t checksum = 0;  // of the log entry at `position`; 0 = there is none
  Origin origin = Origin::kLoop;
  WallTime time;
  std::string run;  // empty = not known
  State state;      // without progress: that is in `tasks`
  std::shared_ptr<const Names> names;
  std::vector<TaskSnapshot> tasks;  // of `state.due`, in this order
  std::optional<Value> input;       // of kInput, and of a fork of one
  std::vector<TaskPath> made_by;    // the tasks that ended in it, or as which it was made
  // What was written from here on, but by no task that was due: by hand, or by a jump into it.
  std::vector<channel::Write> updated;
  std::optional<std::vector<channel::Slot>> unchanged;  // where a run changed it before it went on
};

}  // namespace dashflow::checkpoint
