// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/patience/patient_store.h"

#include <algorithm>
#include <utility>

namespace dashflow::checkpoint {
namespace {

using std::chrono::steady_clock;

// Of the answer that this thread is passing on.
thread_local std::string passed_reason;

bool IsTrouble(StoreCode code) {
  return code == StoreCode::kUnavailable || code == StoreCode::kFull || code == StoreCode::kUnknown;
}

void Reset(Batch& batch) {
  batch.result = StoreCode::kUnknown;
  batch.failed_op = 0;
  batch.rev = 0;
  batch.self = nullptr;
}

const Operation* AppendIn(const Batch& batch) {
  for (std::uint32_t i = 0; i < batch.op_count; ++i) {
    if (batch.ops[i].kind == OpKind::kAppend) return &batch.ops[i];
  }
  return nullptr;
}

enum class Found { kIt, kNothing, kNoAnswer };

// Whether the store has what a batch appends; without an append nobody can tell.
Found Find(Store& store, const Batch& batch) {
  const Operation* append = AppendIn(batch);
  if (append == nullptr) return Found::kIt;
  bool there = false;
  const StoreCode code = store.Read(append->stream, append->seq, append->seq, false, 1,
                                    [&there](const StoredEntry&) { return there = true; });
  if (IsTrouble(code)) return Found::kNoAnswer;
  return there ? Found::kIt : Found::kNothing;
}

}  // namespace

// A commit that has not been answered to its caller.
struct PatientStore::Held {
  PatientStore* store;
  Batch* batch;
  void (*done)(void* context);
  void* context;
  std::uint64_t number;
  bool answered = false;  // by the store
  bool lost = false;      // an answer to it was
  std::string reason{};

  void Pass() const {
    passed_reason = reason;
    done(context);
    passed_reason.clear();
  }
};

PatientStore::PatientStore(Store& store, const Patience& patience, Log& log)
    : ForwardingStore(store), patience_(patience), log_(log) {}

PatientStore::~PatientStore() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  if (retries_.joinable()) retries_.join();
}

void PatientStore::GiveUp() {
  {
    const std::lock_guard lock(mutex_);
    gives_up_ = true;
  }
  changed_.notify_all();
}

std::optional<std::string> PatientStore::Trouble() const {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return std::nullopt;
  return waiting_.begin()->second->reason;
}

std::size_t PatientStore::held() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

std::string PatientStore::Reason() const {
  return passed_reason.empty() ? inner().Reason() : passed_reason;
}

void PatientStore::Commit(Batch& batch, void (*done)(void* context), void* context) {
  Held* held = nullptr;
  {
    const std::lock_guard lock(mutex_);
    auto made = std::make_unique<Held>(Held{this, &batch, done, context, next_++});
    held = made.get();
    Queue& queue = waiting_.empty() ? under_way_ : waiting_;
    queue.emplace(held->number, std::move(made));
    if (&queue == &waiting_) return;
  }
  inner().Commit(batch, Answered, held);
}

void PatientStore::Answered(void* context) {
  Held& held = *static_cast<Held*>(context);
  held.store->Answer(held);
}

void PatientStore::Answer(Held& held) {
  std::vector<HeldPtr> ended;
  {
    const std::lock_guard lock(mutex_);
    held.answered = true;
    if (held.batch->result != StoreCode::kOk) held.reason = inner().Reason();
    ended = TakeAnswered();
  }
  changed_.notify_all();
  for (const HeldPtr& each : ended) each->Pass();
}

// In the order of the commits: whether a conflict is one depends on those before it.
std::vector<PatientStore::HeldPtr> PatientStore::TakeAnswered() {
  std::vector<HeldPtr> ended;
  while (!under_way_.empty() && under_way_.begin()->second->answered) {
    HeldPtr first = std::move(under_way_.extract(under_way_.begin()).mapped());
    if (MustWait(*first))
      Wait(std::move(first));
    else
      ended.push_back(std::move(first));
  }
  return ended;
}

// What stands behind a commit that waits conflicts, since that one is missing.
bool PatientStore::MustWait(const Held& held) const {
  if (gives_up_ || patience_.budget.count() == 0) return false;
  const StoreCode code = held.batch->result;
  return IsTrouble(code) || (code == StoreCode::kConflict && !waiting_.empty());
}

void PatientStore::Wait(HeldPtr held) {
  if (waiting_.empty()) {
    deadline_ = steady_clock::now() + patience_.budget;
    delay_ = patience_.first_delay;
    log_.Write(LogLevel::kWarning, "store",
               "the store takes no commit (" + held->reason + "); what runs waits until it does");
  }
  held->lost = held->batch->result == StoreCode::kUnknown;
  const std::uint64_t number = held->number;
  waiting_.emplace(number, std::move(held));
  if (!retries_.joinable()) retries_ = std::thread([this] { RetryLoop(); });
}

void PatientStore::RetryLoop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
    if (over_) return;
    if (Pause(lock)) {
      RetryAll(lock);
      continue;
    }
    const std::vector<HeldPtr> failed = Fail();
    lock.unlock();
    for (const HeldPtr& each : failed) each->Pass();
    lock.lock();
  }
}

// False: the budget is over.
bool PatientStore::Pause(std::unique_lock<std::mutex>& lock) {
  const auto until = std::min(steady_clock::now() + delay_, deadline_);
  delay_ = std::min(2 * delay_, patience_.longest_delay);
  changed_.wait_until(lock, until, [this] { return gives_up_; });
  return !gives_up_ && until < deadline_;
}

// One by one, until one is not taken. What was under way is behind all that waits.
void PatientStore::RetryAll(std::unique_lock<std::mutex>& lock) {
  changed_.wait(lock, [this] { return under_way_.empty(); });
  while (!waiting_.empty() && !gives_up_) {
    Held& first = *waiting_.begin()->second;
    lock.unlock();
    const bool ended = Retry(first);
    lock.lock();
    if (!ended) return;
    const HeldPtr taken = std::move(waiting_.extract(waiting_.begin()).mapped());
    deadline_ = steady_clock::now() + patience_.budget;
    delay_ = patience_.first_delay;
    if (waiting_.empty()) log_.Write(LogLevel::kWarning, "store", "the store takes commits again");
    lock.unlock();
    taken->Pass();
    lock.lock();
  }
}

// True: it has its answer.
bool PatientStore::Retry(Held& held) {
  if (held.lost) {
    const Found found = Find(inner(), *held.batch);
    held.batch->result = StoreCode::kUnknown;
    if (found != Found::kNothing) return found == Found::kIt;
  }
  Reset(*held.batch);
  retries_made_.fetch_add(1, std::memory_order_relaxed);
  CommitAndWait(inner(), *held.batch);
  StoreCode& code = held.batch->result;
  const bool stands_in_its_own_way = held.lost && code == StoreCode::kConflict;
  held.lost = held.lost || code == StoreCode::kUnknown;
  if (stands_in_its_own_way) code = StoreCode::kUnknown;
  return stands_in_its_own_way || !IsTrouble(code);
}

std::vector<PatientStore::HeldPtr> PatientStore::Fail() {
  std::vector<HeldPtr> failed;
  const StoreCode code = waiting_.begin()->second->batch->result;
  for (auto& [number, held] : waiting_) {
    const bool is_sure = code == StoreCode::kUnavailable || code == StoreCode::kFull;
    held->batch->result = held->lost || !is_sure ? StoreCode::kUnknown : code;
    failed.push_back(std::move(held));
  }
  waiting_.clear();
  return failed;
}

}  // namespace dashflow::checkpoint
