// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "plugins/storage/sql/database/connection.h"

namespace dashflow::sql {

// Puts and erases blobs, inside the transaction that is open. Throws Failure.
class BlobWriter {
 public:
  explicit BlobWriter(Connection& connection);

  // A blob that is there keeps its bytes and is touched at `now`.
  void Put(std::string_view hash, std::string_view bytes, std::int64_t now);
  // Does nothing when the blob was touched at `before` or later.
  void Erase(std::string_view hash, std::int64_t before);

 private:
  std::unique_ptr<Statement> find_;
  std::unique_ptr<Statement> touch_;
  std::unique_ptr<Statement> insert_;
  std::unique_ptr<Statement> erase_;
};

}  // namespace dashflow::sql
