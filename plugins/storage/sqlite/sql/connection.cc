// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/sql/connection.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cctype>
#include <cerrno>
#include <string_view>

#include "plugins/storage/sqlite/sql/sql_error.h"

namespace dashflow::sqlite {
namespace {

// Another process holds a lock for long only while it recovers the log of a killed holder.
constexpr int kBusyMs = 2000;

// SOCI's own option parser splits a path at spaces and quotes, and always creates the file. A URI
// passes through it unharmed, names the mode, and may hold any byte when it is escaped.
std::string UriOf(const std::string& path, Connection::Mode mode) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = "dbname=file:";
  for (const unsigned char c : path) {
    if (std::isalnum(c) != 0 || c == '/' || c == '.' || c == '-' || c == '_') {
      uri += static_cast<char>(c);
    } else {
      uri.append({'%', kHex[c >> 4], kHex[c & 15]});
    }
  }
  return uri + (mode == Connection::Mode::kRead ? "?mode=ro" : "?mode=rw");
}

int RememberPages(void* pages, sqlite_api::sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

}  // namespace

Connection::Connection(const std::string& path, Mode mode) {
  errno = 0;
  try {
    session_ = std::make_unique<soci::session>(soci::sqlite3, UriOf(path, mode));
  } catch (const soci::sqlite3_soci_error& error) {
    throw SqlError(error.result(), errno, error.what());
  } catch (const soci::soci_error& error) {
    throw SqlError(SQLITE_ERROR, 0, error.what());
  }
  handle_ = static_cast<soci::sqlite3_session_backend*>(session_->get_backend())->conn_;
  sqlite_api::sqlite3_extended_result_codes(handle_, 1);
  sqlite_api::sqlite3_busy_timeout(handle_, kBusyMs);
  sqlite_api::sqlite3_wal_autocheckpoint(handle_, 0);
  sqlite_api::sqlite3_wal_hook(handle_, &RememberPages, &wal_pages_);
}

Connection::~Connection() = default;

void Connection::Throw(const std::string& operation) const {
  const int last = errno;
  const int code = sqlite_api::sqlite3_extended_errcode(handle_);
  const bool system = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
  // SQLite does not remember the system's error of a commit that failed.
  const int kept = sqlite_api::sqlite3_system_errno(handle_);
  throw SqlError(code, system ? (kept != 0 ? kept : last) : 0,
                 operation + ": " + sqlite_api::sqlite3_errmsg(handle_));
}

template <class Body>
void Connection::Guard(const std::string& operation, Body body) const {
  errno = 0;
  try {
    body();
  } catch (const soci::soci_error&) {
    Throw(operation);
  }
}

void Connection::Execute(const std::string& sql) {
  Guard(sql, [&] { *session_ << sql; });
}

std::int64_t Connection::Integer(const std::string& sql) {
  long long value = 0;
  Guard(sql, [&] { *session_ << sql, soci::into(value); });
  return value;
}

std::string Connection::Text(const std::string& sql) {
  std::string value;
  Guard(sql, [&] { *session_ << sql, soci::into(value); });
  return value;
}

void Connection::Begin() {
  Guard("begin", [&] { session_->begin(); });
}

void Connection::Commit() {
  Guard("commit", [&] { session_->commit(); });
}

void Connection::Rollback() noexcept {
  if (sqlite_api::sqlite3_get_autocommit(handle_) != 0) return;
  sqlite_api::sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Connection::Checkpoint(bool truncate) {
  const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  int left = 0;
  int moved = 0;
  const int code = sqlite_api::sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, &left, &moved);
  if (code == SQLITE_OK) return left == moved;
  if ((code & 0xff) == SQLITE_BUSY) return false;
  Throw("checkpoint");
}

}  // namespace dashflow::sqlite
