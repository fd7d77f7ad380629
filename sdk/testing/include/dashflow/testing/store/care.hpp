// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.h>

#include <cstdint>
#include <dashflow/testing/store/client.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::sdk::testing::store {

// What a store found damaged in itself.
struct Finding {
  std::string what;
  std::uint64_t stream = 0;
  std::uint64_t seq = 0;
};

// What a store says about itself; 0 for what it leaves out.
struct About {
  struct Amount {
    std::int64_t count = 0;
    std::int64_t bytes = 0;
  };
  Amount records, log, blobs;
  std::int64_t layout = 0;
  std::int64_t newest_layout = 0;
  std::int64_t disk_bytes = 0;
  std::int64_t free_bytes = 0;
};

struct Upgrade {
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool done = false;
  std::string backup;
};

// What a store does for itself, used through the C table alone. All throw OpenError.
// REQUIRES: the table has the function.
class Care {
 public:
  explicit Care(const df_store_care_api& table) : table_(table) {}

  // Told how far it is; false stops.
  std::function<bool(std::uint64_t done, std::uint64_t all)> progress{};

  About Describe(Client& store) const;
  std::vector<Finding> Verify(Client& store) const;
  void Backup(Client& store, const std::string& file) const;
  void Vacuum(Client& store) const;
  std::vector<std::string> Blobs(Client& store) const;  // their hashes, sorted
  Upgrade UpgradeAt(std::string_view config_json, bool dry_run = false) const;
  // The name under which what was there is kept; empty = nothing was.
  std::string Restore(std::string_view config_json, const std::string& file) const;

 private:
  const df_store_care_api& table_;
};

}  // namespace dashflow::sdk::testing::store
