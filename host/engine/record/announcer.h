// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string_view>

#include "host/base/log.h"
#include "host/engine/task/task.h"
#include "host/event/event.h"
#include "host/value/builder.h"

namespace dashflow::engine {

class Run;

// Numbers a run's events and hands them to its sink, one at a time, in the order of their numbers.
// Costs an increment where nobody listens. [any-thread]
class Announcer {
 public:
  Announcer(Run& run, event::Sink* sink) : run_(run), sink_(sink) {}
  Announcer(const Announcer&) = delete;

  // Numbers continue after `seq`.
  void StartAfter(std::uint64_t seq) { seq_ = seq; }
  std::uint64_t seq() const { return seq_.load(std::memory_order_relaxed); }
  bool listening() const { return sink_ != nullptr; }

  void RunStarted(const Value& input);
  void Gap(std::uint64_t from, std::uint64_t to);
  void StepStarted() { listening() ? TellStepStarted() : Skip(); }
  void TaskStarted(const Task& task) { listening() ? TellTaskStarted(task) : Skip(); }
  void TaskEnded(const Task& task, std::chrono::nanoseconds took) {
    listening() ? TellTaskEnded(task, took) : Skip();
  }
  void TaskRetried(const Task& task, const Error& error, std::chrono::nanoseconds delay);
  void Interrupted(const Task& task);
  void Checkpoint(std::string_view source) {
    listening() ? TellCheckpoint(source) : Skip(kCheckpointEvents);
  }
  void RunFinished();

  bool Custom(std::string_view node, const Value& value);
  bool Token(std::string_view node, std::string_view text, const Value& metadata);
  void Log(LogLevel level, std::string_view node, std::string_view message, const Value& fields);

 private:
  bool Wants(event::Type type) const { return sink_ != nullptr && sink_->Wants(type); }
  static constexpr std::uint64_t kCheckpointEvents = 2;

  void Skip(std::uint64_t events = 1) { seq_.fetch_add(events, std::memory_order_relaxed); }
  void TellStepStarted();
  void TellTaskStarted(const Task& task);
  void TellTaskEnded(const Task& task, std::chrono::nanoseconds took);
  void TellCheckpoint(std::string_view source);
  bool Send(event::Type type, ObjectBuilder&& members);
  ObjectBuilder TaskMembers(const Task& task) const;

  Run& run_;
  event::Sink* sink_;
  std::mutex mutex_;  // held from an event's number to its delivery
  std::atomic<std::uint64_t> seq_{0};
};

// The JSON form of an error, the same in events, `--json` and the API (CLI.md, "Errors").
Value ErrorValue(const Error& error);

}  // namespace dashflow::engine
