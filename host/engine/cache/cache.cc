// SPDX-License-Identifier: Apache-2.0
#include "host/engine/cache/cache.h"

#include <string>
#include <utility>

#include "host/engine/cache/cached_result.h"
#include "host/engine/run.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;

void Warn(const Attempt& attempt, const std::string& what) {
  attempt.run().services.log.Write(LogLevel::kWarning, "cache",
                                   "node '" + attempt.plan().name + "': " + what);
}

std::int64_t Expiry(const Attempt& attempt, const checkpoint::Store& store) {
  const auto& ttl = attempt.plan().cache->ttl;
  return ttl ? store.Now() + ttl->count() : 0;
}

}  // namespace

bool TakeCached(Attempt& attempt) {
  if (attempt.cache_key().empty() || attempt.AnswerCount() > 0) return false;
  Run& run = attempt.run();
  checkpoint::Store& store = *run.journal.store();
  bool fits = false;
  const StoreCode code =
      store.Get(kCacheSpace, attempt.cache_key(), [&](const checkpoint::StoredEntry& entry) {
        fits = DecodeResult(run.workflow, attempt.plan(), entry.bytes.view(), attempt.result());
        return true;
      });
  if (code == StoreCode::kNotFound) return false;
  if (code != StoreCode::kOk) Warn(attempt, "the cache cannot be read: " + store.Reason());
  if (code == StoreCode::kOk && !fits) Warn(attempt, "a cached result cannot be used");
  attempt.result().cached = fits;
  return fits;
}

void Remember(Attempt& attempt, std::size_t own_writes) {
  if (attempt.cache_key().empty() || attempt.result().cached) return;
  Run& run = attempt.run();
  CacheRecord record{attempt.cache_key(),
                     EncodeResult(run.workflow, attempt.plan(), attempt.result(), own_writes),
                     Expiry(attempt, *run.journal.store())};
  if (record.bytes.size() > checkpoint::kMaxContentBytes)
    return Warn(attempt, "a result of more than 1 MiB is not cached");
  const std::lock_guard lock(run.mutex);
  run.journal.Cache(std::move(record));
}

}  // namespace dashflow::engine
