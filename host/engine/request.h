// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/base/id.h"
#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/state.h"
#include "host/checkpoint/thread_record.h"
#include "host/event/event.h"
#include "host/graph/workflow.h"
#include "host/value/value.h"

namespace dashflow::engine {

// Decides questions on the spot (`--yes`); nothing = the question waits for a human. [any-thread]
class Answerer {
 public:
  virtual ~Answerer() = default;
  virtual std::optional<Value> Answer(const checkpoint::Asked& asked) = 0;
};

// An answer to a waiting question. An empty id means "the only one".
struct Answer {
  std::string id;  // of the question, or the path of its task
  Value value;
};

struct RunResult;

// Hears how a run ended. [any-thread]
class EndListener {
 public:
  virtual ~EndListener() = default;
  // Once, when the thread may have its next run; nothing touches the run's sink from then on. Must
  // be quick.
  virtual void Ended(const RunResult& result) = 0;
};

// Nodes that a run stops before or after, beside those that the workflow names.
struct Stops {
  bool before_all = false;
  bool after_all = false;
  std::vector<std::string> before{};
  std::vector<std::string> after{};
};

struct RunOptions {
  std::optional<std::int64_t> max_steps = std::nullopt;  // nothing = the workflow's
  std::chrono::nanoseconds timeout{0};                   // 0 = the workflow's
  std::optional<graph::Durability> durability = std::nullopt;
  event::Sink* sink = nullptr;            // outlives the run
  Answerer* answerer = nullptr;           // outlives the run
  EndListener* end = nullptr;             // outlives the run; not called where Start gives an error
  std::optional<Uuid> id = std::nullopt;  // of the run; nothing = one is made
  std::shared_ptr<const Stops> stops{};   // null = none
};

// A task for a node, beside those that are due.
struct Sent {
  std::string node;
  Value ports;  // an object
};

struct RunRequest {
  std::string thread;          // empty = a new one
  std::optional<Value> input;  // nothing = continue the thread
  // From this checkpoint of it, on a new branch; without input its tasks run again. Then no
  // answers.
  std::optional<checkpoint::Position> at = std::nullopt;
  std::vector<Answer> answers;
  // Of a thread that goes on without input: channels that are written first (as StateUpdate), and
  // nodes that are due, or are sent something, beside those that are. Part of the entry that the
  // run begins with.
  Value update{};
  std::vector<std::string> go_to{};
  std::vector<Sent> sends{};
  RunOptions options;
};

// What a state is given as if a node had written it; then the node's edges are followed.
struct StateUpdate {
  std::string as_node;  // START and END too; empty = the one that ran last
  Value values;         // an object of channels, or a list of [channel, value]; null = none
};

// A new checkpoint of a thread, on a new branch, made by hand.
struct UpdateRequest {
  std::string thread;
  std::optional<checkpoint::Position> at = std::nullopt;  // nothing = the newest, with what is
                                                          // finished of its superstep
  std::vector<StateUpdate> updates;                       // together, as one superstep
  bool copy = false;    // no update: the checkpoint again, beside itself, with what is due there
  bool create = false;  // a thread that is not there is made
};

struct WaitingQuestion {
  std::string task;  // its path, e.g. review or digest#17
  std::string node;
  checkpoint::Asked asked;
};

// How a run ended. `output` holds the workflow's output channels that have a value, whatever the
// status.
struct RunResult {
  checkpoint::ThreadStatus status = checkpoint::ThreadStatus::kDone;
  std::string thread;
  std::string run;
  Value output;
  std::vector<WaitingQuestion> questions;
  std::optional<Error> error;
  std::int64_t steps = 0;  // supersteps that ran
};

}  // namespace dashflow::engine
