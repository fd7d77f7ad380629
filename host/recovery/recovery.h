// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "host/base/clock.h"
#include "host/checkpoint/run/crash_directory.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"
#include "host/engine/engine.h"
#include "host/event/event.h"
#include "host/graph/workflow.h"
#include "host/recovery/death.h"
#include "host/recovery/turns.h"

namespace dashflow::recovery {

// Hears what becomes of threads; must be quick. [any-thread]
class Observer {
 public:
  virtual ~Observer() = default;
  // `crash`: null = the process did not die in it.
  virtual void Continued(const checkpoint::ThreadRecord& thread,
                         const checkpoint::CrashRecord* crash) = 0;
  // It stays as it is, and can be resumed.
  virtual void Left(const std::string& thread, const Error& why) = 0;
  virtual void Parked(const checkpoint::ThreadRecord& thread,
                      const checkpoint::CrashRecord& crash) = 0;
  virtual void Ended(std::string_view thread, std::string_view run, std::string_view status) = 0;
};

struct Limits {
  std::uint32_t attempts = 3;  // crashes of the same task until its run is parked
  std::uint32_t at_once = 16;  // runs that are being continued at a time
};

// What it works with; all of it outlives it.
struct Parts {
  engine::Engine& engine;
  checkpoint::Store& store;
  const Clock& clock;
  Observer& observer;
  // The workflow that a thread is on, runnable.
  std::function<Result<graph::WorkflowPtr>(const checkpoint::ThreadRecord&)> workflow_of;
  Limits limits;
};

// Takes over the unfinished runs of a store: those that were cut off or drained, and the waiting
// ones when their questions expire. Outlives the engine's runs, whose events it follows.
class Recovery final : private event::Sink {
 public:
  explicit Recovery(Parts parts);
  ~Recovery() override;  // continues none any more
  Recovery(const Recovery&) = delete;

  // Finds what is unfinished, and stores whom the death of the last process is held against.
  // Errors: those of the store.
  Status Prepare(const Death& death);
  // Begins to continue it, on a thread of its own. REQUIRES: Prepare.
  void Begin();
  // Continues a thread that was parked, when it is its turn as a suspect. [any-thread]
  void TakeUp(const std::string& thread);
  // Threads that will be continued.
  std::size_t unfinished() const { return unfinished_; }

 private:
  // A thread that it has continued.
  struct Followed {
    std::optional<std::int64_t> begun;  // the superstep of its first checkpoint
    std::optional<std::int64_t> crash;  // the superstep that the process died in
  };

  Status Enlist(const std::vector<checkpoint::ThreadRecord>& threads);
  Status ForgetOthers(const std::vector<checkpoint::ThreadRecord>& threads);
  void Work();
  void Do(const Turn& turn);
  void WatchExpiries();
  Status WatchExpiry(const checkpoint::ThreadRecord& thread);
  void Continue(const std::string& thread);
  Status Start(const std::string& thread);
  Result<engine::ProgramPtr> ProgramOf(const checkpoint::ThreadRecord& thread);
  void Follow(const checkpoint::ThreadRecord& thread);
  void Settle(const std::string& thread);

  bool Wants(event::Type type) const override;
  bool Take(const event::Event& event) override;
  void TakeCheckpoint(const event::Event& event);
  void TakeEnd(const event::Event& event);

  const Parts parts_;
  const std::shared_ptr<Turns> turns_;  // alarms may come after this is gone
  std::size_t innocents_ = 0;
  std::size_t unfinished_ = 0;
  std::map<std::string, Result<engine::ProgramPtr>> programs_;  // by version and parameters
  std::mutex mutex_;
  checkpoint::CrashRecords crashes_;
  std::map<std::string, Followed, std::less<>> followed_;
  std::thread worker_;
};

}  // namespace dashflow::recovery
