// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/kit/broken_store.h"

#include <atomic>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace dashflow::conformance {
namespace {

using Done = void (*)(void*);
using Batches = std::span<df_store_batch* const>;

df_store_api real;    // the table that is broken
df_store_api broken;  // what the suite sees

// One commit on its way through a broken store.
struct Passage {
  void* store;
  Batches batches;
  Done done;
  void* context;
};

void Overwrite(void* raw) {
  const std::unique_ptr<Passage> passage(static_cast<Passage*>(raw));
  for (df_store_batch* batch : passage->batches) {
    const bool conflict = batch->result == DF_STORE_CONFLICT;
    if (conflict && batch->ops[batch->failed_op].kind == DF_OP_APPEND) batch->result = DF_STORE_OK;
  }
  passage->done(passage->context);
}

void CommitOverwriting(void* store, df_store_batch* const* batches, std::uint64_t count, Done done,
                       void* context) noexcept {
  real.commit(store, batches, count, &Overwrite,
              new Passage{store, {batches, count}, done, context});
}

void KeepHalf(void* raw) {
  const std::unique_ptr<Passage> passage(static_cast<Passage*>(raw));
  for (df_store_batch* batch : passage->batches) {
    if (batch->result != DF_STORE_CONFLICT) continue;
    df_store_batch half{sizeof(half), batch->failed_op, batch->ops, 0, 0, 0};
    df_store_batch* const list[] = {&half};
    std::atomic_flag ended;
    const auto end = [](void* flag) {
      static_cast<std::atomic_flag*>(flag)->test_and_set();
      static_cast<std::atomic_flag*>(flag)->notify_one();
    };
    real.commit(passage->store, list, 1, end, &ended);
    ended.wait(false);
  }
  passage->done(passage->context);
}

// The real commit may answer on the only thread that commits, so the rest happens back here.
void CommitHalfBatches(void* store, df_store_batch* const* batches, std::uint64_t count, Done done,
                       void* context) noexcept {
  std::atomic_flag ended;
  const auto end = [](void* flag) {
    static_cast<std::atomic_flag*>(flag)->test_and_set();
    static_cast<std::atomic_flag*>(flag)->notify_one();
  };
  real.commit(store, batches, count, end, &ended);
  ended.wait(false);
  KeepHalf(new Passage{store, {batches, count}, done, context});
}

void CommitForgetting(void* store, df_store_batch* const* batches, std::uint64_t count, Done done,
                      void* context) noexcept {
  static std::atomic<int> commits;
  if (++commits % 7 != 0) return real.commit(store, batches, count, done, context);
  for (df_store_batch* batch : Batches(batches, count)) batch->result = DF_STORE_OK;
  done(context);
}

std::int32_t ScanForward(void* store, const df_store_scan* scan, df_store_sink sink,
                         void* context) noexcept {
  df_store_scan forward = *scan;
  forward.reverse = 0;
  return real.scan(store, &forward, sink, context);
}

}  // namespace

const df_store_api& Break(const df_store_api& table, std::string_view fault) {
  if (fault.empty()) return table;
  real = table;
  broken = table;
  if (fault == "overwrites") {
    broken.commit = &CommitOverwriting;
  } else if (fault == "half_batches") {
    broken.commit = &CommitHalfBatches;
  } else if (fault == "loses_commits") {
    broken.commit = &CommitForgetting;
  } else if (fault == "forward_only") {
    broken.scan = &ScanForward;
  } else {
    throw std::invalid_argument("there is no fault " + std::string(fault));
  }
  return broken;
}

}  // namespace dashflow::conformance
