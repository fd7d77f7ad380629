// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <utility>

#include "host/base/log.h"
#include "host/engine/task/here.h"
#include "host/engine/task/task.h"
#include "host/event/event.h"
#include "host/value/builder.h"
#include "host/value/error_value.h"

namespace dashflow::engine {

class Attempt;
class Run;
struct WaitingQuestion;

// Numbers a run's events and hands them to its sink, one at a time, in the order of their numbers.
// Costs an increment where nobody listens, and no more than an addition in the step loop.
// [any-thread], but what is told by the step loop [serial-per-run]
class Announcer {
 public:
  Announcer(Run& run, event::Sink* sink) : run_(run), sink_(sink) {}
  Announcer(const Announcer&) = delete;

  // Those of a subworkflow are numbered and told with the caller's.
  void Within(Announcer& caller) { root_ = caller.root_; }
  // Numbers continue after `seq`.
  void StartAfter(std::uint64_t seq) { seq_ = seq; }
  std::uint64_t seq() const {
    return seq_.load(std::memory_order_relaxed) + loop_skipped_.load(std::memory_order_relaxed);
  }
  bool listening() const { return sink_ != nullptr; }
  bool details() const;

  // Sink::Ready. REQUIRES: listening.
  bool ReaderReady(const std::function<void()>& go_on) { return sink_->Ready(go_on); }

  void RunStarted(const Value& input) {
    if (root_ != this) return;
    listening() ? TellRunStarted(input) : SkipInLoop();
  }
  void Gap(std::uint64_t from, std::uint64_t to);
  void StepStarted() { listening() ? TellStepStarted() : SkipInLoop(); }
  void TaskStarted(const Attempt& attempt, Here here) {
    listening() ? TellTaskStarted(attempt) : SkipAt(here);
  }
  void TaskEnded(const Task& task, std::chrono::nanoseconds took, Here here) {
    listening() ? TellTaskEnded(task, took) : SkipAt(here);
  }
  // The task failed for good, and `handler` takes its place.
  void TaskHandled(const Task& task, const Error& error, std::string_view handler,
                   std::chrono::nanoseconds took);
  void TaskRetried(const Task& task, const Error& error, std::chrono::nanoseconds delay);
  void Interrupted(const Task& task);
  void Checkpoint(std::string_view source) {
    listening() ? TellCheckpoint(source) : SkipInLoop(kCheckpointEvents);
  }
  void RunFinished() {
    if (root_ != this) return JoinNumbers();
    listening() ? TellRunFinished() : SkipInLoop();
  }

  bool Custom(std::string_view node, const Value& value);
  bool Token(std::string_view node, std::string_view text, const Value& metadata);
  void Log(LogLevel level, std::string_view node, std::string_view message, const Value& fields);

 private:
  bool Wants(event::Type type) const;
  // Asks the sink, which may be gone once the thread's own run is over: a subworkflow that was
  // given up tells nothing more.
  bool Ask(const std::function<bool(event::Sink&)>& question) const;
  static constexpr std::uint64_t kCheckpointEvents = 2;

  void Skip() { seq_.fetch_add(1, std::memory_order_relaxed); }
  void SkipAt(Here here) { here == Here::kStepLoop ? SkipInLoop() : Skip(); }
  // No other thread adds to it, so that it needs no locked instruction.
  void SkipInLoop(std::uint64_t events = 1) {
    loop_skipped_.store(loop_skipped_.load(std::memory_order_relaxed) + events,
                        std::memory_order_relaxed);
  }
  void TellRunStarted(const Value& input);
  void TellRunFinished();
  void EndUnheard();
  void TellStepStarted();
  void TellTaskStarted(const Attempt& attempt);
  void TellTaskEnded(const Task& task, std::chrono::nanoseconds took);
  void TellCheckpoint(std::string_view source);
  void AddDetails(const Attempt& attempt, ObjectBuilder& members) const;
  void AddDetails(ObjectBuilder& checkpoint, bool is_new);
  bool Send(event::Type type, ObjectBuilder&& members);
  ObjectBuilder TaskMembers(const Task& task) const;

  void JoinNumbers();

  Run& run_;
  event::Sink* sink_;
  Announcer* root_ = this;              // of the thread's own run, whose mutex and numbers count
  std::int64_t told_step_ = INT64_MIN;  // whose checkpoint was told last
  mutable std::mutex mutex_;            // held from an event's number to its delivery
  bool over_ = false;                   // of the root, under its mutex: run.finished was told
  std::atomic<std::uint64_t> seq_{0};
  std::atomic<std::uint64_t> loop_skipped_{0};  // where nobody listens: the step loop's own events
};

using dashflow::ErrorOf;
using dashflow::ErrorValue;

// A question as the event `interrupt` tells it.
Value QuestionValue(const WaitingQuestion& question);

}  // namespace dashflow::engine
