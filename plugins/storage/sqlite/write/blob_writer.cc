// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/write/blob_writer.h"

#include "plugins/storage/sql/rows/checksum.h"

namespace dashflow::sqlite {

BlobWriter::BlobWriter(Connection& connection)
    : touch_(connection, "UPDATE blob SET touched = max(touched, ?) WHERE hash = ?"),
      insert_(connection, "INSERT INTO blob(hash, touched, sum) VALUES(?, ?, ?)"),
      insert_bytes_(connection, "INSERT INTO blob_bytes(blob, bytes) VALUES(?, ?)"),
      old_(connection, "SELECT id FROM blob WHERE hash = ? AND touched < ?"),
      erase_(connection, "DELETE FROM blob WHERE id = ?"),
      erase_bytes_(connection, "DELETE FROM blob_bytes WHERE blob = ?") {}

void BlobWriter::Put(std::string_view hash, std::string_view bytes, std::int64_t now) {
  if (touch_.Run(now, hash) != 0) return;
  insert_.Run(hash, now, sql::BlobSum(hash, bytes));
  insert_bytes_.Run(insert_.LastId(), bytes);
}

void BlobWriter::Erase(std::string_view hash, std::int64_t before) {
  const auto id = old_.Look(hash, before);
  if (!id) return;
  erase_.Run(*id);
  erase_bytes_.Run(*id);
}

}  // namespace dashflow::sqlite
