// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "plugins/storage/sqlite/sql/statement.h"

namespace dashflow::sqlite {

// Gives revisions that rise and never come again. A block of them is reserved in the database at a
// time; what a process leaves of its block is skipped. Throws SqlError.
class Revisions {
 public:
  explicit Revisions(Connection& connection);

  // Makes sure that `count` can be given without the database. Inside the transaction whose batches
  // use them, outside of any savepoint.
  void Reserve(std::uint64_t count);
  std::uint64_t Next() { return ++last_; }
  void Invalidate() { last_ = reserved_ = 0; }  // after a rollback

 private:
  Statement reserve_;
  std::uint64_t last_ = 0;
  std::uint64_t reserved_ = 0;
};

}  // namespace dashflow::sqlite
