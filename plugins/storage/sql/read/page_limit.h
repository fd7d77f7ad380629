// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "plugins/storage/sql/database/statement.h"

namespace dashflow::sql {

// How many rows, up to `most`, a page asks the server for, whose answer comes as a whole: 256 of
// 1 MiB are too much of it. 0: there are none. sizes: gives the size of each of up to `most` rows
// in its first column. Where all are small it stays `most`, since others may write rows meanwhile.
template <class... Arguments>
std::uint64_t RowsOfPage(Statement& sizes, std::uint64_t most, const Arguments&... arguments) {
  constexpr std::uint64_t kFew = 4;  // of which the sizes need not be asked first
  constexpr std::uint64_t kPageBytes = std::uint64_t{1} << 20;
  if (most <= kFew) return most;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  sizes.Each(
      [&] {
        ++rows;
        bytes += sizes.Unsigned(0);
        return bytes < kPageBytes;
      },
      arguments..., most);
  return rows == 0 || bytes >= kPageBytes ? rows : most;
}

}  // namespace dashflow::sql
