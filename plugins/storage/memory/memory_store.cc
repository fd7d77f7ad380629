// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/memory_store.h"

#include <dashflow/service/clock.hpp>
#include <dashflow/store_rules.hpp>
#include <new>
#include <optional>
#include <string>
#include <vector>

namespace dashflow::memory {

MemoryStore::MemoryStore(const sdk::Config& config, bool read_only) {
  const auto url = config.Get<std::string>("url");
  if (url != "memory" && url != "memory:") {
    throw sdk::StoreError("store_address", "The memory store has no place, yet one is given.")
        .Cause("the address is " + url)
        .Fix("write `memory`");
  }
  if (read_only) {
    throw sdk::StoreError("store_not_found", "A memory store lives in one process only.")
        .Cause("it was to be opened for reading, and there is nothing in it yet")
        .Fix("name a store that outlives its process, such as sqlite:PATH");
  }
}

void MemoryStore::Commit(sdk::StoreCommit commit) {
  for (std::size_t i = 0; i < commit.size(); ++i) {
    if (sdk::RefuseBroken(commit, commit[i])) continue;
    const std::string_view why = Apply(commit[i]);
    if (!why.empty()) commit.Explain(std::string(why));
  }
}

std::string_view MemoryStore::Apply(const sdk::StoreBatch& batch) {
  try {
    const std::lock_guard lock(mutex_);
    return contents_.Apply(batch, Moment(Now)) ? ""
                                               : "a record or stream is not as the batch expects";
  } catch (const std::bad_alloc&) {
    batch.Fail(sdk::StoreStatus::kFull);
    return "the process has no memory left";
  }
}

bool MemoryStore::Get(std::string_view space, std::string_view key, sdk::StoreSink sink) {
  std::optional<Found> found;
  {
    const std::lock_guard lock(mutex_);
    const Record* record = contents_.FindRecord(space, key, Moment(Now));
    if (record != nullptr) found.emplace(Found{std::string(key), record->bytes, 0, record->rev});
  }
  if (found) sink(found->entry());
  return found.has_value();
}

void MemoryStore::Scan(const sdk::StoreScan& scan, sdk::StoreSink sink) {
  sdk::AnswerInPages(scan, sink, [&](const sdk::StoreScan& rest) {
    const std::lock_guard lock(mutex_);
    return contents_.CollectRecords(rest, Moment(Now));
  });
}

void MemoryStore::Read(const sdk::StoreRange& range, sdk::StoreSink sink) {
  sdk::AnswerInPages(range, sink, [&](const sdk::StoreRange& rest) {
    const std::lock_guard lock(mutex_);
    return contents_.CollectEntries(rest);
  });
}

bool MemoryStore::GetBlob(std::string_view hash, sdk::StoreSink sink) {
  std::optional<Found> found;
  {
    const std::lock_guard lock(mutex_);
    const Buffer* bytes = contents_.FindBlob(hash);
    if (bytes != nullptr) found.emplace(Found{std::string(hash), *bytes});
  }
  if (found) sink(found->entry());
  return found.has_value();
}

sdk::StoreAbout MemoryStore::Describe() {
  const std::lock_guard lock(mutex_);
  return contents_.Describe();
}

void MemoryStore::Blobs(sdk::StoreSink sink) {
  std::vector<std::string> hashes;
  {
    const std::lock_guard lock(mutex_);
    hashes = contents_.BlobHashes();
  }
  for (const std::string& hash : hashes)
    if (!sink({hash, {}, 0, 0})) return;
}

std::int64_t MemoryStore::Now() { return sdk::WallClock::now().time_since_epoch().count(); }

}  // namespace dashflow::memory
