// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/collect_blobs.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/base/failpoint.h"
#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/envelope/envelope.h"
#include "host/checkpoint/upkeep/spaces.h"

namespace dashflow::checkpoint {
namespace {

using BlobNames = std::set<std::string>;

constexpr int kRounds = 8;
constexpr std::size_t kBatch = 256;  // blobs that are erased at a time

Result<BlobNames> ListBlobs(StoreCare& care) {
  BlobNames names;
  DF_TRY(care.VisitBlobs([&names](std::string_view name) { names.emplace(name); }));
  return names;
}

// Takes out of the blobs what is named somewhere.
class Mark {
 public:
  Mark(Store& store, const StoreCare& care, const CollectRule& rule, BlobNames& unused)
      : store_(store), care_(care), rule_(rule), unused_(unused) {}

  // False: logs were moved under its eyes, time and again.
  Result<bool> Run() {
    DF_TRY(VisitRecords(store_, kDefinitionSpace,
                        [this](const StoredEntry& entry) { return Spare(entry.bytes.view()); }));
    bool is_quiet = false;
    for (int round = 0; round < kRounds; ++round) {
      const auto before = rule_.moves();
      DF_ASSIGN(const std::size_t found, MarkThreads());
      is_quiet = before && rule_.moves() == before;
      if (is_quiet && found == 0) return true;
    }
    // New threads come all the time; what they name they have put.
    return is_quiet;
  }

 private:
  // What an entry names; one in a form that this release does not know may name anything.
  Status Spare(std::string_view stored) {
    const auto hashes = BlobsOf(stored);
    if (hashes.empty()) DF_TRY(OpenEnvelope(stored, store_));
    for (const std::string_view hash : hashes) unused_.erase(care_.BlobName(hash));
    return Ok();
  }

  // Those that it has not marked yet. A thread whose log is in another stream than before has been
  // moved.
  Result<std::size_t> MarkThreads() {
    std::size_t found = 0;
    DF_ASSIGN(const auto threads, Directory(store_).List({}));
    for (const ThreadRecord& thread : threads) {
      const auto known = marked_.find(thread.id);
      if (known != marked_.end() && known->second == thread.stream) continue;
      const Status marked = MarkThread(thread);
      if (marked.has_error() && IsThere(thread)) return marked.error();
      marked_[thread.id] = thread.stream;
      rule_.progress(marked_.size());
      ++found;
    }
    return found;
  }

  // Whoever is deleted or moved meanwhile cannot be read to its end.
  bool IsThere(const ThreadRecord& thread) const {
    const auto now = Directory(store_).Get(thread.id);
    return now.has_error() ? now.error().code() != "thread_not_found"
                           : now->stream == thread.stream;
  }

  Status MarkThread(const ThreadRecord& thread) {
    DF_ASSIGN(const auto streams, AllStreamsOf(store_, thread));
    for (const std::uint64_t stream : streams) {
      DF_TRY(VisitStored(store_, stream, 1,
                         [this](std::uint64_t, std::string_view stored) { return Spare(stored); }));
    }
    return Ok();
  }

  Store& store_;
  const StoreCare& care_;
  const CollectRule& rule_;
  BlobNames& unused_;
  std::map<std::string, std::uint64_t> marked_;
};

Status EraseSome(Store& store, const std::vector<Operation>& ops) {
  Batch batch;
  batch.ops = ops.data();
  batch.op_count = static_cast<std::uint32_t>(ops.size());
  const StoreCode code = CommitAndWait(store, batch);
  return code == StoreCode::kOk ? Ok() : Status(StoreError(code, store, "erase blobs"));
}

Status Erase(Store& store, const BlobNames& names, std::int64_t untouched_since_ns) {
  std::vector<Operation> ops;
  for (const std::string& name : names) {
    Operation& op = ops.emplace_back();
    op.kind = OpKind::kEraseBlob;
    op.key = Bytes(name);
    op.expires_ns = untouched_since_ns;
    if (ops.size() < kBatch) continue;
    DF_TRY(EraseSome(store, ops));
    ops.clear();
  }
  return ops.empty() ? Ok() : EraseSome(store, ops);
}

}  // namespace

Result<Collected> CollectBlobs(Store& store, StoreCare& care, const CollectRule& rule) {
  const std::int64_t untouched_since = store.Now() - rule.margin.count();
  DF_ASSIGN(BlobNames unused, ListBlobs(care));
  Collected collected{.blobs = unused.size()};
  if (unused.empty()) return collected;
  DF_ASSIGN(const bool is_sure, Mark(store, care, rule, unused).Run());
  collected.busy = !is_sure;
  collected.unused = unused.size();
  if (!is_sure || unused.empty()) return collected;
  DF_FAILPOINT("collect.before_erase");
  DF_TRY(Erase(store, unused, untouched_since));
  DF_ASSIGN(const BlobNames left, ListBlobs(care));
  for (const std::string& name : unused) collected.erased += left.contains(name) ? 0 : 1;
  return collected;
}

}  // namespace dashflow::checkpoint
