// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugins/storage/file/index/payload.h"

namespace dashflow::file {

// An entry that a read found: where its bytes lie.
struct Row {
  std::string key;  // of a record
  Payload payload{};
  std::uint64_t seq = 0;  // of a log entry
  std::uint64_t rev = 0;  // of a record
};

struct Rows {
  std::vector<Row> rows{};
  bool more = false;
  std::uint64_t bytes = 0;

  // Adds a row unless the page is full. A page has at least one row, whatever its size.
  bool Take(Row row, std::uint64_t limit) {
    constexpr std::uint64_t kPageBytes = 1 << 20;
    more = !rows.empty() && (rows.size() == limit || bytes + row.payload.size > kPageBytes);
    if (more) return false;
    bytes += row.payload.size;
    rows.push_back(std::move(row));
    return true;
  }
};

}  // namespace dashflow::file
