// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/tally/counting_store.h"

#include <memory>

namespace dashflow::checkpoint {

std::string_view StoreCallName(StoreCall call) {
  constexpr std::array<std::string_view, kStoreCalls> names{"commit", "get", "scan", "read",
                                                            "get_blob"};
  return names[static_cast<std::size_t>(call)];
}

std::string_view StoreCodeName(StoreCode code) {
  constexpr std::array<std::string_view, kStoreCodes> names{
      "ok", "conflict", "unavailable", "full", "unknown", "not_found", "invalid", "damaged"};
  const auto index = static_cast<std::size_t>(code);
  return names[index < kStoreCodes ? index : static_cast<std::size_t>(StoreCode::kUnknown)];
}

// A commit that has not been answered.
struct CountingStore::Counted {
  CountingStore& store;
  Batch& batch;
  void (*done)(void* context);
  void* context;
  MonoTime begun;
};

CountingStore::~CountingStore() {
  std::unique_lock lock(mutex_);
  answered_.wait(lock, [this] { return open_ == 0; });
}

double CountingStore::Since(MonoTime begun) const {
  return std::chrono::duration<double>(clock_.Mono() - begun).count();
}

void CountingStore::Count(StoreCall call, StoreCode code, double seconds) {
  StoreTally::Calls& calls = tally_.calls[static_cast<std::size_t>(call)];
  const auto index = static_cast<std::size_t>(code);
  calls.codes.Add(index < kStoreCodes ? index : static_cast<std::size_t>(StoreCode::kUnknown));
  calls.seconds.Observe(seconds);
  const bool answers =
      code != StoreCode::kUnavailable && code != StoreCode::kFull && code != StoreCode::kUnknown;
  if (tally_.answers.load(std::memory_order_relaxed) != answers)
    tally_.answers.store(answers, std::memory_order_relaxed);
}

void CountingStore::CountTaken(const Batch& batch, double seconds) {
  tally_.batch.Observe(batch.op_count);
  bool appends = false;
  for (std::uint32_t i = 0; i < batch.op_count; ++i) {
    const Operation& op = batch.ops[i];
    if (op.kind == OpKind::kPutBlob) {
      tally_.counts.Add(StoreTally::kBlobs);
      tally_.counts.Add(StoreTally::kBlobBytes, op.bytes.size);
    }
    if (op.kind != OpKind::kAppend) continue;
    appends = true;
    tally_.counts.Add(StoreTally::kEntries);
    tally_.counts.Add(StoreTally::kEntryBytes, op.bytes.size);
    tally_.entry_bytes.Observe(static_cast<double>(op.bytes.size));
  }
  if (appends) tally_.entry_seconds.Observe(seconds);
}

// The batch is its caller's again once it has been told.
void CountingStore::Answered(void* context) {
  const std::unique_ptr<Counted> counted(static_cast<Counted*>(context));
  CountingStore& store = counted->store;
  const double seconds = store.Since(counted->begun);
  store.Count(StoreCall::kCommit, counted->batch.result, seconds);
  if (counted->batch.result == StoreCode::kOk) store.CountTaken(counted->batch, seconds);
  counted->done(counted->context);
  const std::lock_guard lock(store.mutex_);
  if (--store.open_ == 0) store.answered_.notify_all();
}

void CountingStore::Commit(Batch& batch, void (*done)(void* context), void* context) {
  auto counted = std::make_unique<Counted>(Counted{*this, batch, done, context, clock_.Mono()});
  {
    const std::lock_guard lock(mutex_);
    ++open_;
  }
  inner().Commit(batch, Answered, counted.release());
}

template <class Ask>
StoreCode CountingStore::Counting(StoreCall call, const Ask& ask) {
  const MonoTime begun = clock_.Mono();
  const StoreCode code = ask();
  Count(call, code, Since(begun));
  return code;
}

StoreCode CountingStore::Get(std::string_view space, std::string_view key, const EntrySink& sink) {
  return Counting(StoreCall::kGet, [&] { return inner().Get(space, key, sink); });
}

StoreCode CountingStore::Scan(const ScanRange& range, const EntrySink& sink) {
  return Counting(StoreCall::kScan, [&] { return inner().Scan(range, sink); });
}

// NOLINTNEXTLINE(readability-function-size): the interface's parameters
StoreCode CountingStore::Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                              bool reverse, std::uint64_t limit, const EntrySink& sink) {
  return Counting(StoreCall::kRead,
                  [&] { return inner().Read(stream, from, to, reverse, limit, sink); });
}

StoreCode CountingStore::GetBlob(std::string_view hash, const EntrySink& sink) {
  return Counting(StoreCall::kGetBlob, [&] { return inner().GetBlob(hash, sink); });
}

}  // namespace dashflow::checkpoint
