// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "plugins/storage/sql/database/connection.h"

namespace dashflow::sql {

// The row that every transaction locks which does more than append: so what one host expects of a
// record cannot be changed by another before it commits, and revisions rise across hosts. Appends
// need no lock, the key of an entry decides. Throws Failure.
class StoreLock {
 public:
  explicit StoreLock(Connection& connection);

  // Waits for other hosts. Once a transaction, before anything that it shall protect.
  void Take();
  std::uint64_t NextRevision() { return ++last_; }
  // Keeps what was given. At the end of the transaction.
  void Keep();

 private:
  std::unique_ptr<Statement> take_;
  std::unique_ptr<Statement> keep_;
  std::uint64_t kept_ = 0;
  std::uint64_t last_ = 0;
};

}  // namespace dashflow::sql
