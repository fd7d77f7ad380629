// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace soci {
class session;
}
namespace sqlite_api {
struct sqlite3;
}

namespace dashflow::sqlite {

// One connection to a database file, a SOCI session. Never creates the file. Everything throws
// SqlError. One thread at a time; statements made on it must be gone before it.
class Connection {
 public:
  enum class Mode : std::uint8_t { kRead, kReadWrite };

  Connection(const std::string& path, Mode mode);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void Execute(const std::string& sql);
  std::int64_t Integer(const std::string& sql);  // first column of the one row
  std::string Text(const std::string& sql);

  void Begin();
  void Commit();
  // Leaves no transaction open, whatever SQLite has already done about it.
  void Rollback() noexcept;

  // Moves what readers no longer need from the write-ahead log into the database. truncate: waits
  // for readers and empties the log. False when someone was in the way.
  bool Checkpoint(bool truncate);
  // Pages in the write-ahead log after the last commit.
  int wal_pages() const { return wal_pages_; }

  sqlite_api::sqlite3* handle() const { return handle_; }
  // The last failure on this connection.
  [[noreturn]] void Throw(const std::string& operation) const;

 private:
  template <class Body>
  void Guard(const std::string& operation, Body body) const;

  std::unique_ptr<soci::session> session_;
  sqlite_api::sqlite3* handle_ = nullptr;
  int wal_pages_ = 0;
};

}  // namespace dashflow::sqlite
