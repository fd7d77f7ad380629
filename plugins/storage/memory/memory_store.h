// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store.hpp>
#include <dashflow/store_care.hpp>
#include <mutex>
#include <string_view>

#include "plugins/storage/memory/contents.h"

namespace dashflow::memory {

// A store in this process's memory: gone when it is closed, never shared between two openers.
// Commits end before they return. [any-thread]
class MemoryStore : public sdk::Store<MemoryStore> {
 public:
  static constexpr auto spec =
      sdk::StoreSpec("memory")
          .Doc("Keeps everything in this process and loses it at its end.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["url"],"properties":{
"url":{"type":"string","pattern":"^memory:?$","description":"memory"}}})")
          .Gives(sdk::Durability::kNone);

  MemoryStore(const sdk::Config& config, bool read_only);

  void Commit(sdk::StoreCommit commit);
  bool Get(std::string_view space, std::string_view key, sdk::StoreSink sink);
  void Scan(const sdk::StoreScan& scan, sdk::StoreSink sink);
  void Read(const sdk::StoreRange& range, sdk::StoreSink sink);
  bool GetBlob(std::string_view hash, sdk::StoreSink sink);
  static std::int64_t Now();
  sdk::StoreAbout Describe();
  void Blobs(sdk::StoreSink sink);

 private:
  // Why the batch failed; empty when it did not.
  std::string_view Apply(const sdk::StoreBatch& batch);

  std::mutex mutex_;
  Contents contents_;
};

}  // namespace dashflow::memory
