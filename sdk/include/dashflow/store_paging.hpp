// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <dashflow/store_types.hpp>
#include <string>
#include <vector>

// A long scan or read, answered page by page: the store neither holds a lock nor a snapshot while
// entries are handed out, nor keeps them all.
namespace dashflow::sdk {

// A page's answer. Row has `StoreEntry entry() const`, borrowed from the row.
template <class Row>
struct StorePage {
  std::vector<Row> rows{};
  bool more = false;  // something may follow; REQUIRES: then there is a row
};

inline constexpr std::uint64_t kStorePageEntries = 256;

// Narrows the query to what follows `last`. `bound` keeps what it then refers to. False: nothing.
inline bool GoOn(StoreScan& scan, const StoreEntry& last, std::string& bound) {
  bound = last.key;
  if (scan.reverse) {
    scan.to = bound;
    return !bound.empty();  // an empty `to` would mean "to the end"
  }
  bound += '\0';  // the next key in byte order
  scan.from = bound;
  return true;
}

inline bool GoOn(StoreRange& range, const StoreEntry& last, std::string&) {
  if (range.reverse) {
    range.to = last.seq - 1;
  } else {
    range.from = last.seq + 1;
  }
  return range.from <= range.to;
}

// Answers `query` (StoreScan or StoreRange). fetch(rest) gives a StorePage of up to rest.limit rows
// (never 0) of what is left; what it throws ends the answer after the rows before.
template <class Query, class Fetch>
void AnswerInPages(Query query, StoreSink sink, Fetch fetch) {
  std::uint64_t left = query.limit == 0 ? UINT64_MAX : query.limit;
  std::string bound;
  for (bool more = true; more;) {
    query.limit = std::min(left, kStorePageEntries);
    const auto page = fetch(query);
    for (const auto& row : page.rows) {
      if (!sink(row.entry())) return;
    }
    left -= page.rows.size();
    more = page.more && left != 0 && GoOn(query, page.rows.back().entry(), bound);
  }
}

}  // namespace dashflow::sdk
