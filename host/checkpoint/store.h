// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "host/base/result.h"

namespace dashflow::checkpoint {

// The store of DESIGN §7 as the host sees it. Layouts and numbers are those of <dashflow/store.h>,
// so that a batch crosses the ABI as it is (host/plugin asserts it).

inline constexpr std::size_t kMaxStoreBytes = std::size_t{1} << 20;
// Of what is stored through a store that adds to it, as one that encrypts does.
inline constexpr std::size_t kMaxContentBytes = kMaxStoreBytes - 256;
inline constexpr std::size_t kMaxStoreKey = 256;

struct Bytes {
  const char* data = nullptr;
  std::uint64_t size = 0;

  Bytes() = default;
  Bytes(std::string_view text) : data(text.data()), size(text.size()) {}
  std::string_view view() const { return {data, static_cast<std::size_t>(size)}; }
};

enum class StoreCode : std::int32_t {
  kOk = 0,
  kConflict = 1,
  kUnavailable = 2,
  kFull = 3,
  kUnknown = 4,
  kNotFound = 5,
  kInvalid = 6,
  kDamaged = 7,
};

enum class OpKind : std::uint32_t {
  kExpect = 1,
  kPut = 2,
  kErase = 3,
  kEraseRange = 4,
  kAppend = 5,
  kTrim = 6,
  kPutBlob = 7,
  kEraseBlob = 8,  // by its name (StoreCare::BlobName)
};

struct Operation {
  OpKind kind = OpKind::kExpect;
  std::uint32_t term_count = 0;
  Bytes space;
  Bytes key;
  Bytes end;
  Bytes bytes;
  const Bytes* terms = nullptr;
  std::uint64_t stream = 0;
  std::uint64_t seq = 0;
  std::uint64_t rev = 0;
  std::int64_t expires_ns = 0;
};

// Bytes of a batch that a storage plugin sees.
inline constexpr std::uint32_t kBatchBytes = 32;

struct Batch {
  std::uint32_t struct_size = kBatchBytes;
  std::uint32_t op_count = 0;
  const Operation* ops = nullptr;
  StoreCode result = StoreCode::kUnknown;
  std::uint32_t failed_op = 0;
  std::uint64_t rev = 0;  // of the records it put

  // The store's, from Commit to the answer; the size does not count it.
  void (*done)(void* context) = nullptr;
  void* context = nullptr;
  Batch* self = nullptr;
};

struct StoredEntry {
  Bytes key;
  Bytes bytes;
  std::uint64_t seq = 0;
  std::uint64_t rev = 0;
};

struct ScanRange {
  std::string_view space;
  std::string_view term;  // empty = by key
  std::string_view from;
  std::string_view to;  // empty = to the end
  bool reverse = false;
  std::uint64_t limit = 0;  // 0 = none
};

enum class DurabilityClass : std::uint32_t {
  kNone = 0,
  kBestEffort = 1,
  kRelaxed = 2,
  kDurable = 3
};

// Takes one entry, borrowed for the call; false stops.
using EntrySink = std::function<bool(const StoredEntry&)>;

// Implemented by host/plugin over a storage plugin, and by tests. [any-thread]
class Store {
 public:
  virtual ~Store() = default;
  virtual DurabilityClass durability() const = 0;
  // Queues one atomic batch; `done(context)` comes exactly once, on any thread, maybe before this
  // returns, and may commit again. Batch, operations and bytes are borrowed until then. See
  // <dashflow/store.h>.
  virtual void Commit(Batch& batch, void (*done)(void* context), void* context) = 0;
  virtual StoreCode Get(std::string_view space, std::string_view key, const EntrySink& sink) = 0;
  virtual StoreCode Scan(const ScanRange& range, const EntrySink& sink) = 0;
  virtual StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to, bool reverse,
                         std::uint64_t limit, const EntrySink& sink) = 0;
  virtual StoreCode GetBlob(std::string_view hash, const EntrySink& sink) = 0;
  virtual std::int64_t Now() const = 0;  // the store's Unix time in ns, by which records expire
  // The words of this thread's last failure.
  virtual std::string Reason() const = 0;
  virtual std::string_view url() const = 0;
};

// A code other than kOk as the catalogue's error (store_conflict, store_full, …), with the store's
// own reason.
Error StoreError(StoreCode code, const Store& store, std::string operation);

// Commits and waits, for callers outside the engine. StoreError on this thread then tells why it
// failed.
StoreCode CommitAndWait(Store& store, Batch& batch);

}  // namespace dashflow::checkpoint
