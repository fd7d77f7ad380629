// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/store.h"

#include <atomic>

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

}  // namespace

Error StoreError(StoreCode code, const Store& store, std::string operation) {
  return Error(CodeOf(code), std::string(WordsOf(code)))
      .Operation(std::move(operation))
      .Resource(std::string(store.url()))
      .Cause(store.Reason());
}

StoreCode CommitAndWait(Store& store, Batch& batch) {
  std::atomic<bool> finished{false};
  store.Commit(
      batch,
      [](void* context) {
        auto& flag = *static_cast<std::atomic<bool>*>(context);
        flag.store(true, std::memory_order_release);
        flag.notify_one();
      },
      &finished);
  finished.wait(false, std::memory_order_acquire);
  return batch.result;
}

}  // namespace dashflow::checkpoint
