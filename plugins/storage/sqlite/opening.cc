// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/opening.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "plugins/storage/local_disk/folders.h"
#include "plugins/storage/sqlite/care/upgrade.h"
#include "plugins/storage/sqlite/open_failure.h"
#include "plugins/storage/sqlite/sql/sql_error.h"

namespace dashflow::sqlite {
namespace {

// One page holds seven entries of 1 KB; with SQLite's own 4096 it is three and a quarter is lost.
constexpr std::int64_t kPageBytes = 8192;

// True when the file was not there. Never opens one that is: closing a descriptor of the database
// would drop the locks that SQLite holds on it in this process.
bool MakeFile(const std::string& path) {
  const int fd = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd >= 0) return ::close(fd) == 0;
  if (errno == EEXIST) return false;
  throw OpenFailure(path, errno);
}

void RemoveFile(const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) ::unlink((path + suffix).c_str());
}

void CheckFile(const std::string& path, int access) {
  struct stat file {};
  if (::stat(path.c_str(), &file) != 0) throw OpenFailure(path, errno);
  if (!S_ISREG(file.st_mode)) {
    throw sdk::StoreError("store_invalid", path + " is not a DashFlow store.")
        .Cause(S_ISDIR(file.st_mode) ? "it is a folder" : "it is no regular file")
        .Fix("name a file with --store");
  }
  if (::faccessat(AT_FDCWD, path.c_str(), access, AT_EACCESS) != 0) throw OpenFailure(path, errno);
}

// Settings of the file itself: they count only before its first page is written.
void LayOut(Connection& connection) {
  connection.Execute("PRAGMA page_size=" + std::to_string(kPageBytes));
  connection.Execute("PRAGMA auto_vacuum=NONE");
}

void Configure(Connection& connection, const Options& options) {
  const std::string mode = connection.Text("PRAGMA journal_mode=WAL");
  if (mode != "wal") {
    throw sdk::StoreError("store_invalid", options.path + " lies where no store can.")
        .Cause("this file system cannot share memory between processes (journal mode " + mode + ")")
        .Fix("put the store on a local disk");
  }
  connection.Execute("PRAGMA synchronous=FULL");
  connection.Execute("PRAGMA temp_store=MEMORY");
  connection.Execute("PRAGMA secure_delete=FAST");
  connection.Execute("PRAGMA cache_size=-" + std::to_string(options.cache_mib * 1024));
  if (options.max_mib != 0) {
    const std::int64_t page = connection.Integer("PRAGMA page_size");
    connection.Integer("PRAGMA max_page_count=" +
                       std::to_string(options.max_mib * 1024 * 1024 / page));
  }
}

std::unique_ptr<Connection> Open(const Options& options, bool may_be_new) {
  CheckFile(options.path, R_OK | W_OK);
  auto connection = std::make_unique<Connection>(options.path, Connection::Mode::kReadWrite);
  if (Schema::Identify(*connection, options.path) == Schema::State::kEmpty) {
    if (!may_be_new) throw OpenFailure(options.path, ENOENT);
    LayOut(*connection);
  }
  Configure(*connection, options);
  MigrateKept(*connection, options.path);
  return connection;
}

}  // namespace

std::string PreparePath(const std::string& path) {
  const std::string absolute = std::filesystem::absolute(path).string();
  local_disk::MakeFolders(std::filesystem::path(absolute).parent_path().string());
  return local_disk::CanonicalPath(absolute);
}

std::unique_ptr<Connection> OpenForWriting(const Options& options) {
  const bool made = MakeFile(options.path);
  try {
    return Open(options, true);
  } catch (const SqlError& error) {
    if (made) RemoveFile(options.path);
    throw OpenFailure(options.path, error);
  } catch (...) {
    if (made) RemoveFile(options.path);
    throw;
  }
}

std::unique_ptr<Connection> OpenAgain(const Options& options) {
  try {
    return Open(options, false);
  } catch (const SqlError& error) {
    throw OpenFailure(options.path, error);
  }
}

void CheckReadable(const std::string& path, const Schema::Migrations& migrations) {
  CheckFile(path, R_OK);
  try {
    Connection connection(path, Connection::Mode::kRead);
    if (Schema::Identify(connection, path, migrations) == Schema::State::kStore) return;
  } catch (const SqlError& error) {
    throw OpenFailure(path, error);
  }
  throw OpenFailure(path, ENOENT);
}

}  // namespace dashflow::sqlite
