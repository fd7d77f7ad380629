// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_paging.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "plugins/storage/redis/client/pool.h"
#include "plugins/storage/redis/location.h"

namespace dashflow::redis {

struct Row {
  std::string key{};
  std::string bytes{};
  std::uint64_t seq = 0;
  std::uint64_t rev = 0;

  sdk::StoreEntry entry() const { return {key, bytes, seq, rev}; }
};
using Page = sdk::StorePage<Row>;

// Asks the server, a page at a time. Throws StoreError. [any-thread]
class Reader {
 public:
  Reader(const Options& options, Location location)
      : location_(std::move(location)), pool_(options) {}

  std::optional<Row> Get(std::string_view space, std::string_view key);
  std::optional<Row> GetBlob(std::string_view hash);
  Page Scan(const sdk::StoreScan& scan);
  Page Read(const sdk::StoreRange& range);
  std::int64_t Now();  // Unix ns

  Reply Run(Script script, std::initializer_list<std::string_view> arguments);

 private:
  const Location location_;
  Pool pool_;
};

}  // namespace dashflow::redis
