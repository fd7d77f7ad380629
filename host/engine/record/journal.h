// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/checkpoint/loader.h"
#include "host/checkpoint/namespace/namespace_record.h"
#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"
#include "host/engine/cache/cache_record.h"
#include "host/engine/record/journal_memory.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

class Run;

// Event numbers that a run takes in advance, so that they rise across restarts without a commit an
// event.
inline constexpr std::uint64_t kEventReserve = std::uint64_t{1} << 20;

// Where a run's log goes on, in the stream that the record names.
struct LogStart {
  checkpoint::Position head{};    // the newest entry so far; seq 0 = the stream is new
  checkpoint::Position parent{};  // of a new stream
  std::uint64_t replay_from = 1;  // of the head
  std::uint64_t before = 0;       // the checksum of the head, or of a new stream's parent
  bool carried = false;           // the parent's state is carried over
  checkpoint::Source source = checkpoint::Source::kInput;  // of a new stream
  std::uint64_t previous = 0;  // of a new stream: the branch that the thread was on
  // Of a subworkflow's: what its first entry is put with, in place of the records of thread and
  // run. Outlives the run.
  const checkpoint::NamespaceRecord* space = nullptr;
};

// Writes a run's log: one entry a superstep with what changed (DESIGN §7), appended at explicit
// numbers, so that whoever was replaced cannot commit. Does nothing without a store.
// [serial-per-run] but for Progress, HandedOver and Delayed, which are called under Run::mutex.
class Journal {
 public:
  Journal(Run& run, JournalMemory& memory)
      : run_(run), memory_(memory), record_(memory.record), run_record_(memory.run_record) {}

  // From now on the run is written to `store`. REQUIRES: `record` is as it is to be stored with the
  // first entry.
  void Attach(checkpoint::Store& store, const LogStart& start);
  bool enabled() const { return store_ != nullptr; }
  checkpoint::Store* store() const { return store_; }  // null = none

  const checkpoint::ThreadRecord& record() const { return record_; }
  checkpoint::ThreadRecord& record() { return record_; }
  checkpoint::Position position() const {
    return {record_.stream, seq_.load(std::memory_order_relaxed)};
  }
  // The newest that holds a state, and the one behind which it stands. REQUIRES: the run's events
  // are listened to.
  const checkpoint::Ancestry& newest() const { return newest_; }

  // The channel changed, and with `rewritten` not by adding to a list.
  void Touch(channel::ChannelId channel, bool rewritten) {
    if (enabled()) MarkChanged(channel, rewritten);
  }

  // So many sources of the join have run, or it is armed.
  void TouchJoin(std::uint32_t join) {
    if (enabled()) memory_.joins.push_back(join);
  }

  // Each submits one atomic batch. True: go on at once. False: the run is parked, and Continue
  // drives it when the store has answered.
  bool Begin(const Value& input);
  // `changed`: what has been touched and what is due now belong to it.
  bool Takeover(const std::vector<checkpoint::TaskProgress>& answers, bool passed_interrupt_before,
                bool changed);
  // The superstep that was just folded; with the thread's record when the run ends here.
  bool Step() { return !enabled() || CommitStep(); }
  bool
  Suspend();  // the run ends inside a superstep: progress of its tasks, and the thread's record

  // `on_failure:` is about to run: what is known of the tasks that are due becomes part of the
  // state.
  void KeepProgress();
  // It has run; with its changes, if they count, and the records as the run's end has them.
  bool OnFailure(bool changed);

  // Stores the results of tasks that have ended while siblings still run; nobody waits for it.
  void Progress();
  // A handler takes the place of a task's node: after a restart it does so again. Nobody waits for
  // it either.
  void HandedOver();
  // A task waits for its time: after a restart it still does. Nobody waits for this either.
  void Delayed() { HandedOver(); }

  // Rides in the next batch. Called under Run::mutex, too.
  void Cache(CacheRecord record) { memory_.cached.push_back(std::move(record)); }

  // What went wrong with any commit so far. An answer that the store lost is looked up here.
  std::optional<Error> Failure() {
    if (!troubled_.load(std::memory_order_acquire)) return std::nullopt;
    return FindFailure();
  }

  void Finished(CommitJob& job);  // called by the store's answer

 private:
  void MarkChanged(channel::ChannelId channel, bool rewritten);
  bool CommitStep();
  std::optional<Error> FindFailure();
  checkpoint::Entry& NewEntry(checkpoint::EntryKind kind);
  void AddChanges(checkpoint::Entry& entry, bool full);
  void AddChange(checkpoint::Entry& entry, channel::ChannelId channel);
  void AddJoins(checkpoint::Entry& entry);
  void StartTypes();
  void NoteType(graph::NodeId node);
  void NoteDueTypes();
  void NoteActingTypes();
  void AddNewTypes(checkpoint::Entry& entry);
  void AddFailing(checkpoint::Entry& entry);
  void FindNewest(const checkpoint::Position& head);
  bool Growing(channel::ChannelId channel) const;
  std::vector<checkpoint::TaskProgress> NewProgress();
  void StoreProgress();
  std::uint64_t ReplayFrom(bool full) const;
  CommitJob& NewJob();
  CommitJob& AwaitedJob();
  CommitJob& IdleJob();
  void Release(CommitJob& job);
  bool MayFollowAnother(const CommitJob& job) const;
  void AddEntry(CommitJob& job);
  void AddCached(CommitJob& job);
  void PutRecords(CommitJob& job);
  void StartRunRecord(const CommitJob& job);
  void FillRunRecord(const CommitJob& job);
  bool SubmitFirst();
  bool SubmitEntry();
  bool SubmitLast();
  bool Awaits(const CommitJob& job) const;
  bool Submit(CommitJob& job);
  bool Written(const CommitJob& job) const;
  void FindRevision();

  Run& run_;
  // `stored_size` in it: of growing lists, the elements in the log; kRewritten = store it whole.
  // `jobs` and `idle` are under `mutex_`.
  JournalMemory& memory_;
  checkpoint::Store* store_ = nullptr;
  checkpoint::ThreadRecord& record_;
  checkpoint::RunRecord& run_record_;
  checkpoint::Position parent_;
  checkpoint::Ancestry newest_;
  std::uint64_t previous_ = 0;
  const checkpoint::NamespaceRecord* space_ = nullptr;
  checkpoint::Source source_ = checkpoint::Source::kInput;
  std::atomic<std::uint64_t> seq_{0};
  std::uint64_t checksum_ = 0;  // of the last entry
  checkpoint::Packing packing_ = checkpoint::Packing::kNone;
  std::uint64_t replay_from_ = 1;
  std::uint64_t last_full_ = 1;
  std::size_t full_bytes_ = 0;
  std::size_t bytes_since_full_ = 0;
  bool carried_ = false;
  bool lists_ = false;

  std::atomic<bool> troubled_{false};          // a commit did not answer ok
  std::atomic<std::uint32_t> outstanding_{0};  // jobs that nobody waits for; changed under mutex_
  std::mutex mutex_;                           // jobs and the failure
  std::optional<Error> failure_;
  std::vector<CommitJob*> unknown_;
  std::int64_t last_progress_ns_ = 0;
};

}  // namespace dashflow::engine
