// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/write/blob_writer.h"

#include "plugins/storage/sql/rows/checksum.h"

namespace dashflow::sql {

// Whether a blob is there is asked, not read off the number of changed rows: MariaDB does not count
// a row that already was as it shall be.
BlobWriter::BlobWriter(Connection& connection)
    : find_(connection.Prepare("SELECT touched FROM df_blob WHERE hash = ?")),
      touch_(connection.Prepare("UPDATE df_blob SET touched = ? WHERE hash = ?")),
      insert_(connection.Prepare(
          "INSERT INTO df_blob(hash, touched, checksum, bytes) VALUES(?, ?, ?, ?)")),
      erase_(connection.Prepare("DELETE FROM df_blob WHERE hash = ? AND touched < ?")) {}

void BlobWriter::Put(std::string_view hash, std::string_view bytes, std::int64_t now) {
  const auto touched = find_->Look(hash);
  if (!touched) {
    insert_->Run(hash, now, BlobSum(hash, bytes), bytes);
  } else if (*touched < now) {
    touch_->Run(now, hash);
  }
}

void BlobWriter::Erase(std::string_view hash, std::int64_t before) { erase_->Run(hash, before); }

}  // namespace dashflow::sql
