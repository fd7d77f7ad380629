// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/checkpoint/care/copy_thread.h"
#include "host/checkpoint/care/prune_thread.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/upkeep/collect_blobs.h"
#include "host/engine/audience.h"
#include "host/engine/program.h"
#include "host/engine/record/in_flight.h"
#include "host/engine/request.h"
#include "host/engine/run_host.h"
#include "host/engine/run_ptr.h"
#include "host/engine/services.h"
#include "host/engine/start/alarms.h"
#include "host/engine/tally/tally.h"
#include "host/engine/task/gate.h"

namespace dashflow::graph {
struct Migration;
}

namespace dashflow::engine {

// A run under way. Cheap to copy; the run goes on when handles are gone. [any-thread]
class RunHandle {
 public:
  explicit RunHandle(RunPtr run) : run_(std::move(run)) {}
  // Blocks until the run has ended. The reference lives as long as a handle.
  const RunResult& Wait() const;
  // Cancels at once what can be cancelled; the thread can be resumed.
  void Cancel() const;
  const std::string& thread() const;

 private:
  RunPtr run_;
};

// Runs workflows. Outlives its runs; its services and its store outlive it. [any-thread]
class Engine final : private RunHost {
 public:
  explicit Engine(const Services& services)
      : services_(services), alarms_(services.executor, services.clock) {}
  ~Engine() override;

  // All runs that have a thread are kept in `store` from now on. REQUIRES: no run yet.
  void UseStore(checkpoint::Store& store) { store_ = &store; }

  // How nodes find the workflows that they call by name; a result is kept under its name.
  // REQUIRES: no run yet. [any-thread]
  using Workflows = std::function<Result<graph::WorkflowPtr>(std::string_view name)>;
  void UseWorkflows(Workflows find) { find_workflow_ = std::move(find); }

  // Tells `in_flight` which nodes run. REQUIRES: no run yet.
  void NoteInFlight(InFlight& in_flight) { services_.in_flight = &in_flight; }

  // Tells `audience` of runs that have nobody who hears of their end, until Drain. REQUIRES: no run
  // yet.
  void UseAudience(Audience& audience) { audience_ = &audience; }

  // Counts what is done from now on. REQUIRES: no workflow was loaded yet.
  void KeepTallies(Tallies::Label label) { tallies_ = std::make_unique<Tallies>(std::move(label)); }
  const Tallies* tallies() const { return tallies_.get(); }  // null = it keeps none
  struct Occupancy {
    std::size_t programs = 0;
    std::size_t threads = 0;  // that something is done with
    std::size_t strays = 0;   // nodes that go on though they were given up
  };
  Occupancy occupancy();

  // How long a node that was given up may go on unreported. REQUIRES: no run yet.
  void GiveGrace(std::chrono::nanoseconds grace) { services_.node_grace = grace; }
  // Waits until each node that was given up has returned or is reported. Whether any of them still
  // goes on: then the engine cannot end, and the process must without it. REQUIRES: no run.
  bool HasStrays();

  // Makes a workflow runnable, for as long as somebody holds it or a run is on it. The engine holds
  // it, too, until the next Load: a run may end on the lanes that would be torn down with it.
  ProgramPtr Load(graph::WorkflowPtr workflow);

  // Starts a run, or continues a thread when the request has no input. It begins on the caller's
  // thread, which is back when the run has to wait for something. Errors before anything happened:
  // invalid_argument (a limit below 1, a stop at no node), input_*, empty_input (none, and no
  // state), thread_busy, thread_not_found, not_waiting, resume_ambiguous, answer_invalid,
  // workflow_changed, node_type_changed, store_*.
  Result<RunHandle> Start(ProgramPtr program, RunRequest request);

  // Changes the state of a thread; it can be continued from there. Returns the new checkpoint, once
  // it is durable. Errors: invalid_update, channel_type, thread_busy, thread_not_found,
  // checkpoint_not_found, workflow_changed, node_type_changed, those of folding and routing,
  // store_*.
  Result<checkpoint::Position> Update(const ProgramPtr& program, const UpdateRequest& request);

  // From now on a run that ends waiting goes on by itself, on the program that it ran on, when the
  // first of its questions expires, as long as this engine lives. Its events and result are
  // nobody's. Without it whoever resumes a thread next finds them expired. REQUIRES: no run yet.
  void KeepTime() { keeps_time_ = true; }
  // Calls back then, on a thread that may block, as long as this engine lives.
  void CallAt(WallTime when, std::function<void()> call) { alarms_.Set(when, std::move(call)); }
  // The same as soon as such a thread is free.
  void CallSoon(std::function<void()> call) { alarms_.Ring(std::move(call)); }

  // Care of threads that no run of this engine works on; a run that begins meanwhile is refused.
  // Errors: thread_busy, thread_not_found, and those of host/checkpoint/care. `copy` = the new id;
  // empty = one is made.
  Result<checkpoint::ThreadRecord> CopyThread(const std::string& thread, std::string copy);
  Status DeleteThread(const std::string& thread);
  Result<checkpoint::Pruned> PruneThread(const std::string& thread,
                                         const checkpoint::PruneRule& rule);
  // Deletes the thread if it has ended and was last updated before that time. Whether it did.
  Result<bool> DeleteEnded(const std::string& thread, WallTime before,
                           checkpoint::UnusedBlobsAre blobs);
  // checkpoint::CollectBlobs beside the runs of this engine. `care`: of the engine's store.
  Result<checkpoint::Collected> CollectBlobs(checkpoint::StoreCare& care,
                                             checkpoint::CollectRule rule);

  // Moves a thread to another definition, on a new branch: a run goes on there as it would have
  // gone on with the thread's own. Errors: thread_busy, thread_not_found, and those of PlanMove
  // (host/engine/move): then nothing has changed.
  Result<checkpoint::ThreadRecord> MoveThread(const std::string& thread,
                                              const graph::Migration& migration);

  // Cancels the run of this thread, if it has one here, and it is the one with this id; empty =
  // any.
  void Cancel(const std::string& thread, std::string_view id = {});

  // Cancels every run that keeps a thread, also one whose Start has not returned yet; after Drain
  // with the error drained.
  void CancelAll();

  // The host is about to end: no run begins any more (error draining), and each that is under way
  // ends with its superstep, as cancelled with the error drained. Its thread goes on from there
  // when it is resumed. Does not wait.
  void Drain();

  // Waits until no run keeps a thread, at most so long. Whether that is so now.
  bool AwaitRuns(std::chrono::nanoseconds limit);

 private:
  using Loaded = std::map<const graph::Workflow*, ProgramPtr>;
  ProgramPtr Load(graph::WorkflowPtr workflow, Loaded& loaded);
  std::vector<ProgramPtr> LoadInner(const graph::Workflow& workflow, Loaded& loaded);
  void Ended(Run& run);
  RunPtr MakeRun(ProgramPtr program, const RunOptions& options);
  std::vector<RunPtr> Busy();
  class Hold;
  class Moving;

  Result<RunHandle> StartRun(ProgramPtr program, RunRequest request);
  Status Claim(const std::string& thread, Run& run) { return ClaimFor(thread, &run); }
  Status ClaimFor(const std::string& thread, Run* run);
  Result<checkpoint::ThreadRecord> CopyHeld(const std::string& thread, const std::string& copy,
                                            const std::string& run);
  void Release(const std::string& thread);
  // `fresh` = the thread's id was made here, so that no store can have it.
  Status Begin(Run& run, const RunRequest& request, bool fresh);
  Status BeginFresh(Run& run, const Value& input);
  // The record of a thread that begins.
  Status StartThread(Run& run);
  Status BeginOnThread(Run& run, const checkpoint::ThreadRecord& record, const RunRequest& request,
                       checkpoint::Source source);
  Status ForkThread(Run& run, const checkpoint::ThreadRecord& record, const RunRequest& request);
  Status BeginUpdate(Run& run, const checkpoint::ThreadRecord& record,
                     const UpdateRequest& request);
  Status BeginCreate(Run& run, const UpdateRequest& request);
  Status BeginCopy(Run& run, const checkpoint::ThreadRecord& record, const UpdateRequest& request);
  Status ContinueThread(Run& run, const checkpoint::ThreadRecord& found, const RunRequest& request);
  Result<checkpoint::ThreadRecord> MoveHeld(const checkpoint::ThreadRecord& record,
                                            const graph::Migration& migration);
  // The record as it is once the thread is on exactly this version, where the shapes are equal.
  Result<checkpoint::ThreadRecord> OnVersionOf(const graph::WorkflowPtr& workflow,
                                               const checkpoint::ThreadRecord& record);
  Result<std::uint64_t> NewStream() override;
  Result<ProgramPtr> FindWorkflow(std::string_view name) override;
  Status KeepDefinition(const graph::Workflow& workflow);
  // The same, where the thread was on another version.
  Status KeepOther(const graph::Workflow& workflow, const checkpoint::ThreadRecord& record);

  Services services_;
  checkpoint::Store* store_ = nullptr;
  Workflows find_workflow_;
  Audience* audience_ = nullptr;
  bool keeps_time_ = false;
  std::atomic<bool> draining_{false};
  std::atomic<std::uint64_t> moves_begun_{0};  // of logs within the store
  std::atomic<std::uint64_t> moves_ended_{0};
  std::unique_ptr<Tallies> tallies_;  // null = nothing is counted
  Alarms alarms_;
  Gates gates_;
  std::mutex mutex_;
  std::vector<ProgramPtr> programs_;
  std::map<std::string, ProgramPtr, std::less<>> called_;
  std::map<std::string, Run*, std::less<>> busy_;  // alive while here; null = no run
  std::condition_variable idle_;                   // nothing is busy
  std::set<std::string, std::less<>> kept_definitions_;
  std::mutex streams_mutex_;  // of what follows
  std::uint64_t next_stream_ = 0;
  std::uint64_t last_stream_ = 0;
};

}  // namespace dashflow::engine
