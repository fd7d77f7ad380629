// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <string>

#include "plugins/storage/sql/rows/row.h"

namespace dashflow::sql {

// Fills one page: up to a number of rows, and not much more than 1 MiB.
class PageBuilder {
 public:
  explicit PageBuilder(std::uint64_t most) : most_(most) {}

  // True: the page takes another row.
  bool Add(Row row);
  // A row that cannot be trusted, named by `name`: ends the page before it, or, when it would be
  // the first, throws StoreError damaged. Gives false, as Add does for the last row.
  bool Damaged(const std::string& name);
  Page Take() && { return std::move(page_); }

 private:
  std::uint64_t most_;
  std::size_t bytes_ = 0;
  Page page_;
};

sdk::StoreError DamagedEntry(const std::string& name);

}  // namespace dashflow::sql
