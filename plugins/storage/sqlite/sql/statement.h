// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "plugins/storage/sqlite/sql/connection.h"

namespace sqlite_api {
struct sqlite3_stmt;
}

namespace dashflow::sqlite {

// A prepared statement on SQLite itself. SOCI 4.0.3 knows bytes only as `soci::blob`, which copies
// them once more on the way in and on the way out; here they are borrowed.
//
// Arguments are int64, uint64 (the same 64 bits) and bytes; they are borrowed until the call ends.
// Throws SqlError. One thread at a time; not longer than its connection.
class Statement {
 public:
  Statement(Connection& connection, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Runs it to its end; gives the number of rows that it changed.
  template <class... Arguments>
  std::int64_t Run(const Arguments&... arguments) {
    const Execution execution(*this);
    BindAll(arguments...);
    while (Step()) {
    }
    return Changes();
  }

  // Calls on_row() for each row until it gives false; Integer and Bytes read the row meanwhile.
  template <class OnRow, class... Arguments>
  void Each(OnRow on_row, const Arguments&... arguments) {
    const Execution execution(*this);
    BindAll(arguments...);
    while (Step() && on_row()) {
    }
  }

  // The first column of the first row, if there is a row and it is not null there.
  template <class... Arguments>
  std::optional<std::int64_t> Look(const Arguments&... arguments) {
    std::optional<std::int64_t> found;
    Each(
        [&] {
          if (!IsNull(0)) found = Integer(0);
          return false;
        },
        arguments...);
    return found;
  }

  std::int64_t Integer(int column) const;
  std::uint64_t Unsigned(int column) const { return static_cast<std::uint64_t>(Integer(column)); }
  std::string_view Bytes(int column) const;  // borrowed until the next row
  bool IsNull(int column) const;
  std::int64_t LastId() const;  // of the row that the connection inserted last

 private:
  // Frees what a run holds (locks, snapshot, borrowed bytes) however it ends.
  class Execution {
   public:
    explicit Execution(Statement& statement) : statement_(statement) {}
    ~Execution() { statement_.Reset(); }
    Execution(const Execution&) = delete;
    Execution& operator=(const Execution&) = delete;

   private:
    Statement& statement_;
  };

  template <class... Arguments>
  void BindAll(const Arguments&... arguments) {
    int index = 0;
    (Bind(++index, arguments), ...);
  }
  void Bind(int index, std::int64_t value);
  void Bind(int index, std::uint64_t value) { Bind(index, static_cast<std::int64_t>(value)); }
  void Bind(int index, std::string_view bytes);
  bool Step();
  void Reset() noexcept;
  std::int64_t Changes() const;

  Connection& connection_;
  sqlite_api::sqlite3_stmt* raw_ = nullptr;
};

}  // namespace dashflow::sqlite
