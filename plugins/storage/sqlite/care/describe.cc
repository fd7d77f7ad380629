// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/care/describe.h"

#include "plugins/storage/sqlite/care/care_failure.h"
#include "plugins/storage/sqlite/care/file_size.h"
#include "plugins/storage/sqlite/sql/connection.h"
#include "plugins/storage/sqlite/sql/schema.h"

namespace dashflow::sqlite {
namespace {

std::uint64_t Number(Connection& connection, const std::string& sql) {
  return static_cast<std::uint64_t>(connection.Integer(sql));
}

sdk::StoreAbout::Amount AmountIn(Connection& connection, const std::string& table) {
  return {Number(connection, "SELECT count(*) FROM " + table),
          Number(connection, "SELECT coalesce(sum(length(bytes)), 0) FROM " + table)};
}

// Only a release that knows a layout reads or writes it.
sdk::StoreAbout::Layout LayoutOf(Connection& connection) {
  const std::int64_t version = connection.Integer("PRAGMA user_version");
  return {version, Schema::Newest(), version, version};
}

std::uint64_t DiskBytes(const std::string& path) {
  return FileSize(path) + FileSize(path + "-wal") + FileSize(path + "-shm");
}

}  // namespace

sdk::StoreAbout DescribeDatabase(const std::string& path) {
  return Caring(path, [&] {
    Connection connection(path, Connection::Mode::kRead);
    return sdk::StoreAbout{
        .layout = LayoutOf(connection),
        .records = AmountIn(connection, "record"),
        .log = AmountIn(connection, "log"),
        .blobs = AmountIn(connection, "blob_bytes"),
        .disk_bytes = DiskBytes(path),
        .free_bytes =
            Number(connection, "PRAGMA freelist_count") * Number(connection, "PRAGMA page_size"),
    };
  });
}

}  // namespace dashflow::sqlite
