// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <dashflow/store.hpp>
#include <memory>
#include <string_view>
#include <utility>

#include "plugins/storage/sql/server_store.h"

namespace dashflow::sql {

// What the plugins of servers have in common: a ServerStore on a Database, made from settings.
// [any-thread]
template <class Self, class Database>
class StoreOnServer : public sdk::Store<Self> {
 public:
  void Commit(sdk::StoreCommit commit) { store_.Commit(std::move(commit)); }
  bool Get(std::string_view space, std::string_view key, sdk::StoreSink sink) {
    return store_.Get(space, key, sink);
  }
  void Scan(const sdk::StoreScan& scan, sdk::StoreSink sink) { store_.Scan(scan, sink); }
  void Read(const sdk::StoreRange& range, sdk::StoreSink sink) { store_.Read(range, sink); }
  bool GetBlob(std::string_view hash, sdk::StoreSink sink) { return store_.GetBlob(hash, sink); }
  std::int64_t Now() const { return store_.Now(); }

 protected:
  // Throws StoreError.
  StoreOnServer(const Settings& settings, bool read_only)
      : store_(std::make_unique<Database>(settings),
               {.readers = static_cast<std::size_t>(settings.Number("readers", 1, 64)),
                .migrate = settings.migrate(),
                .read_only = read_only}) {}

 private:
  ServerStore store_;
};

}  // namespace dashflow::sql
