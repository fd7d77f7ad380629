// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/care/copy_database.h"

#include <unistd.h>

#include "plugins/storage/sqlite/care/care_failure.h"
#include "plugins/storage/sqlite/care/file_size.h"
#include "plugins/storage/sqlite/care/progress.h"
#include "plugins/storage/sqlite/sql/statement.h"

namespace dashflow::sqlite {
namespace {

std::uint64_t UsedBytes(Connection& connection) {
  const std::int64_t pages =
      connection.Integer("PRAGMA page_count") - connection.Integer("PRAGMA freelist_count");
  return static_cast<std::uint64_t>(pages * connection.Integer("PRAGMA page_size"));
}

// The source is only read: for want of room or rights it is the copy that fails.
const std::string& Blamed(const SqlError& error, const std::string& from, const std::string& to) {
  const bool is_copy = error.trouble() == Trouble::kFull || error.trouble() == Trouble::kDenied;
  return is_copy ? to : from;
}

}  // namespace

void CopyDatabase(const std::string& from, const std::string& to, const sdk::StoreWatch& watch) {
  try {
    Connection source(from, Connection::Mode::kRead);
    const std::uint64_t all = UsedBytes(source);
    const Progress progress(source, [&] { return watch.Tell(FileSize(to), all); });
    Statement(source, "VACUUM INTO CAST(? AS TEXT)").Run(std::string_view(to));
  } catch (const SqlError& error) {
    // SQLite leaves it where there was no room to undo what it had begun.
    ::unlink((to + "-journal").c_str());
    throw CareFailure(Blamed(error, from, to), error);
  }
}

}  // namespace dashflow::sqlite
