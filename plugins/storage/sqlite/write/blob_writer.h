// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "plugins/storage/sqlite/sql/statement.h"

namespace dashflow::sqlite {

// Puts and erases blobs, inside the transaction that is open. Throws SqlError.
class BlobWriter {
 public:
  explicit BlobWriter(Connection& connection);

  // A blob that is there keeps its bytes and is touched at `now`.
  void Put(std::string_view hash, std::string_view bytes, std::int64_t now);
  // Does nothing when the blob was touched at `before` or later.
  void Erase(std::string_view hash, std::int64_t before);

 private:
  Statement touch_;
  Statement insert_;
  Statement insert_bytes_;
  Statement old_;
  Statement erase_;
  Statement erase_bytes_;
};

}  // namespace dashflow::sqlite
