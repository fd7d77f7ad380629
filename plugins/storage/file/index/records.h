// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/file/index/row.h"

namespace dashflow::file {

struct Record {
  Payload payload{};
  std::uint64_t rev = 0;
  std::int64_t expires_ns = 0;  // 0 = never
  std::vector<std::string> terms{};

  bool IsThere(std::int64_t now) const { return expires_ns == 0 || expires_ns > now; }
};

// The records of one space in key order, with their index terms. What has expired is absent for
// whoever names a time. One thread at a time.
class Records {
 public:
  using Map = std::map<std::string, Record, std::less<>>;

  const Record* Find(std::string_view key, std::int64_t now) const;
  // The record that was there.
  std::optional<Record> Put(const std::string& key, Record record);
  std::optional<Record> Erase(std::string_view key);
  // from <= key < end; an empty `end` is the end of the space.
  std::vector<std::string> KeysIn(std::string_view from, std::string_view end) const;
  Rows Collect(const sdk::StoreScan& scan, std::int64_t now) const;
  const Map& map() const { return records_; }

 private:
  using Keys = std::set<std::string, std::less<>>;

  Rows CollectByKey(const sdk::StoreScan& scan, std::int64_t now) const;
  Rows CollectByTerm(const sdk::StoreScan& scan, std::int64_t now) const;
  void Unindex(const std::string& key, const Record& record);

  Map records_;
  std::map<std::string, Keys, std::less<>> terms_;
};

}  // namespace dashflow::file
