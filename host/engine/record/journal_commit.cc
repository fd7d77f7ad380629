// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/directory.h"
#include "host/engine/failure/on_failure.h"
#include "host/engine/record/journal.h"
#include "host/engine/run.h"
#include "host/engine/task/conclude.h"

namespace dashflow::engine {
namespace {

using checkpoint::EntryKind;
using checkpoint::Operation;
using checkpoint::OpKind;
using checkpoint::StoreCode;

constexpr std::uint32_t kMaxOutstanding = 64;  // commits that `async` may be ahead of the store

// The submitter has left: who answers goes on with the run.
void GoOn(Run& run) {
  RunHost& host = *run.host;
  host.EnterFromStore();
  Continue(run, Here::kStore);
  host.LeaveToStore();
}

// The run may have ended meanwhile.
void LetGo(RunPtr run) {
  RunHost& host = *run->host;
  run.reset();
  host.LeaveToStore();
}

void StoreAnswered(void* context) {
  CommitJob& job = *static_cast<CommitJob*>(context);
  RunPtr keeper = std::move(job.keeper);
  Run& run = *job.run;
  const bool awaited = job.awaited;
  run.journal.Finished(job);
  if (!awaited) return LetGo(std::move(keeper));
  if (job.passed.exchange(true)) GoOn(run);
}

}  // namespace

// The loop goes on when its commit is answered, so that the next one may use the same job.
CommitJob& Journal::AwaitedJob() {
  memory_.awaited.ops.clear();
  memory_.awaited.puts_thread = false;
  return memory_.awaited;
}

CommitJob& Journal::IdleJob() {
  const std::lock_guard lock(mutex_);
  if (memory_.idle.empty())
    memory_.idle.push_back(memory_.jobs.emplace_back(std::make_unique<CommitJob>()).get());
  CommitJob& job = *memory_.idle.back();
  memory_.idle.pop_back();
  job.behind = ++outstanding_;
  job.ops.clear();
  job.puts_thread = false;
  return job;
}

CommitJob& Journal::NewJob() {
  const bool sync = run_.durability == graph::Durability::kSync;
  return sync && memory_.entry.kind != EntryKind::kPending ? AwaitedJob() : IdleJob();
}

void Journal::Release(CommitJob& job) {
  if (&job == &memory_.awaited) return;
  --outstanding_;
  memory_.idle.push_back(&job);
}

// The entry before the records: an append can conflict and a put cannot, so that a store which took
// the append has nothing to take back. In every mode it is waited for: the branch is durable before
// its first task.
bool Journal::SubmitFirst() {
  CommitJob& job = AwaitedJob();
  job.ops.push_back(ExpectThread(record_));
  AddEntry(job);
  if (space_ != nullptr) {
    if (memory_.entry.kind == EntryKind::kBegin)
      job.ops.push_back(PutNamespace(*space_, memory_.space));
    return Submit(job);
  }
  StartRunRecord(job);
  PutRecords(job);
  return Submit(job);
}

bool Journal::SubmitEntry() {
  CommitJob& job = NewJob();
  AddEntry(job);
  return Submit(job);
}

// The records say how the run ended once nothing is left to do, unless another holder has them.
bool Journal::SubmitLast() {
  CommitJob& job = AwaitedJob();
  const bool owes = OwesOnFailure(run_);
  const bool ends = !owes && space_ == nullptr;
  if (owes) AddFailing(memory_.entry);
  if (ends) job.ops.push_back(ExpectThread(record_));
  AddEntry(job);
  if (!ends) return Submit(job);
  record_.event_seq = run_.announcer.seq() + kEventReserve;
  PutRecords(job);
  return Submit(job);
}

// An entry that is not known to stand behind one of this run must not stand behind that of a holder
// that took over meanwhile, whose number its own predecessor had.
bool Journal::MayFollowAnother(const CommitJob& job) const {
  const std::uint32_t own = &job == &memory_.awaited ? 0 : 1;
  return outstanding_.load(std::memory_order_acquire) > own ||
         troubled_.load(std::memory_order_relaxed);
}

void Journal::AddEntry(CommitJob& job) {
  if (job.ops.empty() && MayFollowAnother(job)) job.ops.push_back(ExpectThread(record_));
  const bool has_state = checkpoint::HasState(memory_.entry);
  if (has_state) replay_from_ = ReplayFrom(memory_.entry.full);
  memory_.entry.replay_from = replay_from_;
  std::string& content = job.envelope.Open();
  memory_.entry.before = checksum_;
  checksum_ = EncodeEntry(memory_.entry, content);
  if (has_state) bytes_since_full_ += content.size();
  job.seq = seq_.load(std::memory_order_relaxed) + 1;
  seq_.store(job.seq, std::memory_order_relaxed);
  if (has_state) newest_ = {{record_.stream, job.seq}, newest_.checkpoint};
  if (memory_.entry.full) {
    last_full_ = job.seq;
    full_bytes_ = content.size();
    bytes_since_full_ = 0;
  }
  job.stored = job.envelope.Seal(job.ops, packing_);
  Operation& append = job.ops.emplace_back();
  append.kind = OpKind::kAppend;
  append.stream = record_.stream;
  append.seq = job.seq;
  append.bytes = checkpoint::Bytes(job.stored);
  if (!memory_.cached.empty()) AddCached(job);
}

void Journal::AddCached(CommitJob& job) {
  job.cached.clear();
  job.cached.swap(memory_.cached);
  for (const CacheRecord& record : job.cached) {
    Operation& put = job.ops.emplace_back();
    put.kind = OpKind::kPut;
    put.space = checkpoint::Bytes(kCacheSpace);
    put.key = checkpoint::Bytes(record.key);
    put.bytes = checkpoint::Bytes(record.bytes);
    put.expires_ns = record.expires_ns;
  }
}

void Journal::PutRecords(CommitJob& job) {
  record_.updated = memory_.entry.time;
  record_.run = run_.IdText();
  if (run_.ending) record_.status = *run_.ending;
  record_.error_code = run_.error ? run_.error->code() : "";
  record_.error_message = run_.error ? run_.error->message() : "";
  FillRunRecord(job);
  job.puts_thread = true;
  job.ops.push_back(PutThread(record_, job.thread));
  job.ops.push_back(PutRun(run_record_, job.run_record));
}

// The texts keep their memory from run to run.
void Journal::StartRunRecord(const CommitJob& job) {
  run_record_.id = run_.IdText();
  run_record_.thread = record_.id;
  run_record_.workflow = record_.workflow;
  run_record_.version = record_.version;
  run_record_.started = run_.StartedAt();
  run_record_.first = {record_.stream, job.seq};
  run_record_.last = {};
  run_record_.error = {};
}

void Journal::FillRunRecord(const CommitJob& job) {
  run_record_.status = record_.status;
  run_record_.updated = record_.updated;
  run_record_.steps = run_.steps_run;
  if (run_.ending) run_record_.last = {record_.stream, job.seq};
  if (run_.error) run_record_.error = ErrorValue(*run_.error);
}

bool Journal::Awaits(const CommitJob& job) const {
  if (&job == &memory_.awaited) return true;
  return memory_.entry.kind != EntryKind::kPending && job.behind > kMaxOutstanding;
}

bool Journal::Submit(CommitJob& job) {
  job.batch.ops = job.ops.data();
  job.batch.op_count = static_cast<std::uint32_t>(job.ops.size());
  job.run = &run_;
  job.awaited = Awaits(job);
  job.passed.store(false, std::memory_order_relaxed);
  const bool awaited = job.awaited;
  if (!awaited) {
    job.keeper = RunPtr(&run_);
    run_.host->EnterFromStore();
  }
  store_->Commit(job.batch, StoreAnswered, &job);
  return !awaited || job.passed.exchange(true);
}

void Journal::Finished(CommitJob& job) {
  const bool is_ok = job.batch.result == StoreCode::kOk;
  if (is_ok && job.puts_thread) record_.rev = job.batch.rev;
  if (is_ok && &job == &memory_.awaited) return;
  const std::lock_guard lock(mutex_);
  if (is_ok) return Release(job);
  troubled_.store(true, std::memory_order_release);
  if (job.batch.result == StoreCode::kUnknown) return unknown_.push_back(&job);
  if (!failure_) {
    failure_ = StoreError(job.batch.result, *store_,
                          "store checkpoint " + checkpoint::ToText({record_.stream, job.seq}));
  }
  Release(job);
}

bool Journal::Written(const CommitJob& job) const {
  bool same = false;
  store_->Read(record_.stream, job.seq, job.seq, false, 1,
               [&](const checkpoint::StoredEntry& entry) {
                 same = entry.bytes.view() == job.stored;
                 return true;
               });
  return same;
}

// The answer that was lost had the revision.
void Journal::FindRevision() {
  const auto stored = checkpoint::Directory(*store_).Get(record_.id);
  if (stored.has_value() && stored->epoch == record_.epoch && stored->run == record_.run)
    record_.rev = stored->rev;
}

std::optional<Error> Journal::FindFailure() {
  std::vector<CommitJob*> unknown;
  {
    const std::lock_guard lock(mutex_);
    unknown.swap(unknown_);
  }
  for (CommitJob* job : unknown) {
    const bool written = Written(*job);
    if (written && job->puts_thread) FindRevision();
    const std::lock_guard lock(mutex_);
    if (!written && !failure_)
      failure_ = StoreError(StoreCode::kUnknown, *store_, "store checkpoint");
    Release(*job);
  }
  const std::lock_guard lock(mutex_);
  return failure_;
}

}  // namespace dashflow::engine
