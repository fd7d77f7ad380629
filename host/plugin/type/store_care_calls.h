// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.h>

#include <functional>
#include <string>
#include <string_view>

#include "host/checkpoint/upkeep/store_care.h"

namespace dashflow::plugin {

// What an upgrade of a store did, or would do.
struct StoreUpgrade {
  std::int64_t from = 0;  // layouts; 0 = there is none
  std::int64_t to = 0;
  bool done = false;
  std::string backup;  // of what it was; empty = none was made
};

// The calls of a storage plugin's care facet, each of which it may lack. [any-thread]
class StoreCareCalls {
 public:
  // `api`: null when the plugin has no such facet. `url` is the store's, for people.
  StoreCareCalls(const df_store_care_api* api, std::string url);

  // Of an open store.
  Result<Value> Describe(void* store) const;
  Status Verify(void* store, const checkpoint::CareWatch& watch) const;
  Status Backup(void* store, const std::string& file, const checkpoint::CareWatch& watch) const;
  Status Vacuum(void* store, const checkpoint::CareWatch& watch) const;
  Status VisitBlobs(void* store, const std::function<void(std::string_view hash)>& take) const;

  // Of a store that is not open. `config` fits its schema.
  Result<StoreUpgrade> Upgrade(const Value& config, bool dry_run) const;
  // Gives the name under which what was there is kept; empty = nothing was.
  Result<std::string> Restore(const Value& config, const std::string& file,
                              const checkpoint::CareWatch& watch) const;

 private:
  template <class Call>
  Status Run(bool has_it, std::string operation, std::string instead, Call call) const;

  const df_store_care_api* api_;
  const std::string url_;
  const std::string crash_note_;
};

}  // namespace dashflow::plugin
