// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <dashflow/store_types.hpp>
#include <deque>

#include "plugins/storage/file/index/row.h"

namespace dashflow::file {

// One log: where its entries lie, which have consecutive seqs and end at `last`.
struct Stream {
  std::uint64_t last = 0;
  std::deque<Payload> entries{};

  std::uint64_t first() const { return last - entries.size() + 1; }

  Rows Collect(const sdk::StoreRange& range) const {
    Rows rows;
    const std::uint64_t from = std::max(range.from, first());
    const std::uint64_t to = std::min(range.to, last);
    if (entries.empty() || from > to) return rows;
    for (std::uint64_t i = 0; i <= to - from; ++i) {
      const std::uint64_t seq = range.reverse ? to - i : from + i;
      if (!rows.Take({{}, entries[seq - first()], seq, 0}, range.limit)) break;
    }
    return rows;
  }
};

}  // namespace dashflow::file
