// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string_view>

#include "host/base/clock.h"
#include "host/base/metric.h"
#include "host/checkpoint/forwarding_store.h"

namespace dashflow::checkpoint {

// What a store is asked for.
enum class StoreCall : std::uint8_t { kCommit, kGet, kScan, kRead, kGetBlob };
inline constexpr std::size_t kStoreCalls = 5;
inline constexpr std::size_t kStoreCodes = 8;
std::string_view StoreCallName(StoreCall call);
std::string_view StoreCodeName(StoreCode code);

// What became of it. [any-thread]
struct StoreTally {
  struct Calls {
    CrowdedCounters<kStoreCodes> codes;
    Histogram seconds{kLatencyBounds};
  };
  enum Count : std::size_t { kEntries, kEntryBytes, kBlobs, kBlobBytes, kCounts };

  std::array<Calls, kStoreCalls> calls{};
  CrowdedCounters<kCounts> counts;  // of commits that were taken
  Histogram batch{kCountBounds};    // operations of a commit
  Histogram entry_bytes{kByteBounds};
  Histogram entry_seconds{kLatencyBounds};  // of commits with entries
  std::atomic<bool> answers{true};          // the newest answer was one of a store that works
};

// Counts what a store is asked for, and how it answers. `store` and `clock` outlive it.
// [any-thread]
class CountingStore final : public ForwardingStore {
 public:
  CountingStore(Store& store, const Clock& clock) : ForwardingStore(store), clock_(clock) {}
  ~CountingStore() override;  // waits for commits that have not been answered

  const StoreTally& tally() const { return tally_; }

  void Commit(Batch& batch, void (*done)(void* context), void* context) override;
  StoreCode Get(std::string_view space, std::string_view key, const EntrySink& sink) override;
  StoreCode Scan(const ScanRange& range, const EntrySink& sink) override;
  StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to, bool reverse,
                 std::uint64_t limit, const EntrySink& sink) override;
  StoreCode GetBlob(std::string_view hash, const EntrySink& sink) override;

 private:
  struct Counted;
  static void Answered(void* context);
  double Since(MonoTime begun) const;
  void Count(StoreCall call, StoreCode code, double seconds);
  void CountTaken(const Batch& batch, double seconds);
  template <class Ask>
  StoreCode Counting(StoreCall call, const Ask& ask);

  const Clock& clock_;
  StoreTally tally_;
  std::mutex mutex_;  // of what follows
  std::uint64_t open_ = 0;
  std::condition_variable answered_;
};

}  // namespace dashflow::checkpoint
