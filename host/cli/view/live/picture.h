// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/base/clock.h"

namespace dashflow::cli {

enum class NodeState : std::uint8_t {
  kWaiting,  // it has not run
  kRunning,
  kRetrying,  // its one task waits for its next attempt
  kAsking,    // a task waits for a human
  kFailed,
  kCancelled,
  kDone,
};
inline constexpr int kNodeStateCount = 7;

// What is worth telling about one task: it is tried again, failed, or asks.
struct TaskNote {
  std::string task;  // "digest#17"; as it is, not printable
  NodeState state = NodeState::kRunning;
  std::int64_t attempt = 1;  // that runs, or that comes next
  std::string text;          // the last error, or the question; printable
  MonoTime again{};          // kRetrying: when the attempt begins
};

// A node. Counts are of its last superstep, `turns` and `spent` of all of this run.
struct NodePicture {
  std::int64_t total = 0;   // tasks
  std::int64_t before = 0;  // of them, finished before this run continued the thread
  std::int64_t finished = 0;
  std::int64_t failed = 0;
  std::int64_t asking = 0;
  std::int64_t cancelled = 0;
  std::int64_t noted = 0;  // tasks with a note
  std::int64_t turns = 0;  // supersteps
  MonoTime began{};
  MonoTime ended{};
  std::chrono::nanoseconds spent{0};  // in turns that are over
  std::vector<TaskNote> notes;        // the first few

  bool over() const { return finished + failed + asking + cancelled >= total; }
  NodeState state() const;
};

// A node's name, once for all pictures.
struct NodeName {
  std::string text;  // printable
  int width = 0;     // in columns
};

struct LogLine {
  std::string level;
  std::string text;  // printable, with its node
};

// What a run looks like at one moment; belongs to whoever got it.
struct Picture {
  std::shared_ptr<const std::vector<NodeName>> names;
  std::vector<NodePicture> nodes;  // as `names`, in the order of the graph
  std::string workflow;            // printable
  std::string thread;              // empty until the run tells
  std::int64_t step = 0;
  std::int64_t steps = 0;  // when it has ended
  MonoTime began{};
  std::optional<MonoTime> ended;
  std::string status;      // when it has ended: "done", "failed", …
  bool continues = false;  // the thread has run before
  std::optional<LogLine> log;
};

}  // namespace dashflow::cli
