// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <string>

#include "plugins/storage/redis/client/connection.h"

namespace dashflow::redis {

inline constexpr std::int64_t kLayout = 1;

// Which store on the server.
struct Location {
  std::string keys;  // what all its keys begin with: "{prefix}:"
  std::string id;    // what it was given when it was made
};

// Finds the store, and makes it unless `read_only`. Throws StoreError.
Location Locate(const Options& options, bool read_only);

// Tells `complain` what in the server's settings lets it lose data. Rights to look may be missing.
template <class Complain>
void LookForLoss(Connection& connection, const Complain& complain) {
  const auto has = [&](std::string_view section, std::string_view line) {
    try {
      const Reply info = connection.Ask({"INFO", section});
      return TextOf(*info).find(line) != std::string_view::npos;
    } catch (const Failure&) {
      return false;
    }
  };
  if (has("persistence", "aof_enabled:0")) {
    complain(
        "the server has `appendonly no`: what was committed since its last snapshot is gone "
        "when it restarts");
  }
  if (has("memory", "maxmemory_policy:") && !has("memory", "maxmemory_policy:noeviction")) {
    complain("the server may evict keys (maxmemory-policy): set it to noeviction");
  }
}

}  // namespace dashflow::redis
