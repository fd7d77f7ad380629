// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/care/restore.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "plugins/storage/local_disk/fresh_file.h"
#include "plugins/storage/local_disk/refusal.h"
#include "plugins/storage/sqlite/care/copy_database.h"
#include "plugins/storage/sqlite/care/file_size.h"
#include "plugins/storage/sqlite/sql/connection.h"
#include "plugins/storage/sqlite/sql/sql_error.h"

namespace dashflow::sqlite {
namespace {

// Brings everything into the one file, as far as it is sound enough.
void Settle(const std::string& path) {
  try {
    Connection connection(path, Connection::Mode::kReadWrite);
    connection.Integer("PRAGMA user_version");  // until it reads, it knows of no log
    connection.Checkpoint(true);
  } catch (const SqlError&) {
    return;  // then its log is kept with it
  }
}

// A log that stays behind would be taken for that of the database which comes.
void KeepLog(const std::string& path, const std::string& name) {
  ::unlink((path + "-shm").c_str());
  const std::string log = path + "-wal";
  if (FileSize(log) == 0) {
    ::unlink(log.c_str());
  } else if (std::rename(log.c_str(), (name + "-wal").c_str()) != 0) {
    throw local_disk::WriteFailure(name, errno);
  }
}

std::string Keep(const std::string& path) {
  if (!std::filesystem::exists(path)) return {};
  const std::string name = local_disk::FreeName(path + ".replaced");
  Settle(path);
  local_disk::KeepAs(path, name);
  KeepLog(path, name);
  return name;
}

}  // namespace

std::string RestoreDatabase(const std::string& path, const std::string& backup,
                            const sdk::StoreWatch& watch) {
  local_disk::FreshFile fresh(path, local_disk::FreshFile::Place::kTaken);
  CopyDatabase(backup, fresh.unfinished(), watch);
  std::string kept = Keep(path);
  fresh.Finish();
  return kept;
}

}  // namespace dashflow::sqlite
