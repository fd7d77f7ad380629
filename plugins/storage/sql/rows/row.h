// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_paging.hpp>
#include <string>

namespace dashflow::sql {

// A copy of what a read found: the statement that found it is over before anyone sees it.
struct Row {
  std::string key;  // records
  std::string bytes;
  std::uint64_t seq = 0;  // log entries
  std::uint64_t rev = 0;  // records

  sdk::StoreEntry entry() const { return {key, bytes, seq, rev}; }
};

using Page = sdk::StorePage<Row>;

}  // namespace dashflow::sql
