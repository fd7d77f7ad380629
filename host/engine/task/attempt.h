// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <forward_list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/engine/record/in_flight.h"
#include "host/engine/run_ptr.h"
#include "host/engine/stray/presence.h"
#include "host/engine/task/cancel_callbacks.h"
#include "host/engine/task/task.h"
#include "host/graph/call.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

class StateBinding;

// One attempt of one task: what its node sees of the run.
//
// An attempt of the step loop lives in the Run and is used again. One that runs elsewhere is on the
// heap and counted: by the run until it ends or is given up, by the thread that runs it, by its
// timers, and by an async completion that is still out. Giving it up (timeout, cancel) detaches it:
// whatever the node does afterwards reaches nobody.
class Attempt final : public graph::Call {
 public:
  Attempt() = default;
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  // Makes it ready for `task`; `detachable` = it is on the heap and may be given up. Fails when an
  // input cannot be computed.
  Status Prepare(Run& run, Task& task, bool detachable);
  // As new, for another task of the step loop.
  void Reuse();
  // Reuse, and without any value. REQUIRES: no task.
  void Clear();
  void MarkStarted();
  void SetDeadline(MonoTime deadline) { facts_.deadline_ns = deadline.time_since_epoch().count(); }

  Run& run() const { return *run_; }
  Task& task() const { return *task_; }  // only until the task has ended
  graph::NodeId node() const { return node_; }
  const checkpoint::TaskPath& path() const { return path_; }
  // Of subworkflows that it calls: what humans answered them.
  const std::vector<checkpoint::InnerAnswer>& inner_answers() const { return inner_answers_; }
  const graph::NodePlan& plan() const { return *plan_; }
  // It has asked what nobody answered in time, and another node is to take its task.
  bool expired() const { return expired_; }
  TaskResult& result() { return *result_; }
  const std::vector<Value>& inputs() const { return inputs_; }
  // The gates that it is inside of. Only of who moves it: from gate to gate, or out.
  int gates_passed = 0;
  // Where it is noted while its node runs. Only of who runs it, or completes it.
  InFlight::Place in_flight = InFlight::kNowhere;
  // Of a node with `cache:`; empty = the cache is not for it.
  const std::string& cache_key() const { return cache_key_; }
  void SetCacheKey(std::string key) { cache_key_ = std::move(key); }

  void AddRef() { references_.fetch_add(1, std::memory_order_relaxed); }
  void DropRef();

  // The one that gets true ends the task; everybody else is late.
  bool Claim() { return !claimed_.exchange(true); }
  bool claimed() const { return claimed_.load(); }
  // Cuts it off from the run. REQUIRES: Claim succeeded.
  void Detach();
  // Raises the cancel flag and tells whoever waits for it. [any-thread]
  void Cancel();
  MonoTime last_progress() const { return MonoTime(std::chrono::nanoseconds(progress_ns_.load())); }
  // The subworkflow that it runs now, if any. [any-thread]
  RunPtr inner();
  RunPtr TakeInner();
  // A call that it made is about to begin, or to go on. Error cancelled: the attempt was given up.
  Status BeginCall(std::uint64_t n);
  // The numbers of its calls so far. [any-thread]
  CallNumbers calls();
  // A write on behalf of a subworkflow.
  Status WriteAny(std::string_view channel, Value value, channel::WriteMode mode);
  Presence presence;  // of its node, in a thread
  // Keeps the run in memory; for attempts that outlive their superstep.
  void KeepRun(RunPtr run) { keeper_ = std::move(run); }

  MonoTime started() const { return started_; }
  MonoTime first_start() const { return first_start_; }
  Error Locate(Error error) const;

  std::atomic<std::uint64_t> timer{0};       // of the attempt's timeout
  std::atomic<std::uint64_t> grace{0};       // of a cancelled attempt: when it is given up
  std::atomic<std::uint64_t> completion{0};  // of CompleteAt
  std::atomic<std::uint64_t> stray{0};       // given up: when its node is overdue

  void Emit(std::uint32_t slot, Value value) override;
  Result<const Value*> Read(std::string_view channel) override;
  Status Write(std::string_view channel, Value value, channel::WriteMode mode) override;
  Status Jump(std::string_view node, bool parent) override;
  Status Send(std::string_view node, Value arguments, bool parent) override;
  Status UpdateParent(std::string_view channel, Value value, channel::WriteMode mode) override;
  const Value* Interrupt(const Value& question, const Value& schema) override;
  std::size_t AnswerCount() const override { return answers_.size(); }
  const Value* AnswerAt(std::size_t index) const override;
  Result<std::optional<Value>> CallWorkflow(std::string_view workflow, const Value& input) override;
  graph::Outcome RunInner() override;
  void Progress() override;
  Status SuspendUntil(std::int64_t unix_ns) override;
  void Fail(Error error) override;
  std::string_view Text(graph::CallText which) override;
  const Value* HostName(std::string_view name) override;
  std::uint64_t OnCancel(CancelCallback callback, void* context) override;
  void OffCancel(std::uint64_t registration) override;
  bool Sleep(std::int64_t ns) override;
  void* Arena(std::size_t bytes, std::size_t alignment) override;
  void BeginAsync() override;
  void Complete(graph::Outcome outcome) override;
  void CompleteAt(std::int64_t mono_ns, graph::Outcome outcome) override;
  bool Custom(const Value& value) override;
  bool Token(std::string_view text, const Value& metadata) override;
  void LogLine(LogLevel level, std::string_view message, const Value& fields) override;

  WallTime resume_at() const { return resume_at_; }

 private:
  // The n-th question; nothing once the attempt was given up.
  std::optional<checkpoint::Asked> Ask(const Value& question, const Value& schema, std::size_t n);
  std::string IdempotencyKey();
  void SetExpiry(checkpoint::Asked& asked);
  const Value* TakeAnswer(Value answer);
  const Value* Expire(checkpoint::Asked asked);
  Status FillInputs(const Task& task);
  Result<ParentCommand*> ForParent();
  bool IsGiven(std::uint32_t slot) const;
  Status CheckAlone() const;
  Value InnerInput(const graph::Workflow& inner);
  Result<CallNumber> NextCall();
  void SetInner(RunPtr inner);
  Status ComputeInputs(const Task& task);
  void TakeHanded(const Task& task);
  Run* run_ = nullptr;
  Task* task_ = nullptr;
  const graph::NodePlan* plan_ = nullptr;
  graph::NodeId node_ = 0;
  checkpoint::TaskPath path_;
  RunPtr keeper_;
  std::vector<Value> inputs_;
  std::vector<Value> answers_;
  std::vector<checkpoint::InnerAnswer> inner_answers_;
  TaskResult own_result_;
  TaskResult* result_ = &own_result_;  // of the step loop's: the task's
  std::string cache_key_;
  std::size_t asked_ = 0;
  bool expired_ = false;
  WallTime resume_at_;
  MonoTime started_;
  MonoTime first_start_;

  std::atomic<std::uint32_t> cancelled_{0};
  std::atomic<std::uint32_t> references_{1};
  std::atomic<bool> claimed_{false};
  std::atomic<std::int64_t> progress_ns_{0};

  // Guards what others touch while the node runs: detaching, sleeping, borrowed values.
  std::mutex mutex_;
  bool detached_ = false;
  CallNumbers calls_;
  RunPtr inner_;
  std::atomic<std::uint32_t>* sleeper_ = nullptr;
  std::forward_list<Value> held_;
  std::forward_list<std::string> texts_;
  std::vector<std::unique_ptr<std::byte[]>> arena_;
  CancelCallbacks callbacks_;
};

}  // namespace dashflow::engine
