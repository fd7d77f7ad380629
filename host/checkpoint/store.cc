// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/store.h"

#include <atomic>
#include <utility>

namespace dashflow::checkpoint {
namespace {

std::string_view CodeOf(StoreCode code) {
  switch (code) {
    case StoreCode::kConflict:
      return "store_conflict";
    case StoreCode::kFull:
      return "store_full";
    case StoreCode::kUnavailable:
    case StoreCode::kUnknown:
      return "store_unavailable";
    case StoreCode::kDamaged:
      return "store_damaged";
    default:
      return "internal";
  }
}

std::string_view WordsOf(StoreCode code) {
  switch (code) {
    case StoreCode::kConflict:
      return "another holder wrote first";
    case StoreCode::kFull:
      return "the store has no room left";
    case StoreCode::kUnavailable:
      return "the store does not answer";
    case StoreCode::kUnknown:
      return "the store did not say whether it committed";
    case StoreCode::kDamaged:
      return "the store holds damaged data";
    case StoreCode::kNotFound:
      return "the store does not have it";
    default:
      return "the store refused the operation";
  }
}

// Why a commit failed that this thread waited for: the store knows it on the thread that answered.
thread_local std::string awaited_reason;

std::string LastReason(const Store& store) {
  return awaited_reason.empty() ? store.Reason() : std::exchange(awaited_reason, {});
}

}  // namespace

Error StoreError(StoreCode code, const Store& store, std::string operation) {
  return Error(CodeOf(code), std::string(WordsOf(code)))
      .Operation(std::move(operation))
      .Resource(std::string(store.url()))
      .Cause(LastReason(store));
}

StoreCode CommitAndWait(Store& store, Batch& batch) {
  struct Waiter {
    Store& store;
    Batch& batch;
    std::string reason{};
    std::atomic<bool> finished{false};
  } waiter{store, batch};
  store.Commit(
      batch,
      [](void* context) {
        auto& it = *static_cast<Waiter*>(context);
        if (it.batch.result != StoreCode::kOk) it.reason = it.store.Reason();
        it.finished.store(true, std::memory_order_release);
        it.finished.notify_one();
      },
      &waiter);
  waiter.finished.wait(false, std::memory_order_acquire);
  awaited_reason = std::move(waiter.reason);
  return batch.result;
}

}  // namespace dashflow::checkpoint
