// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/sql/statement.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <cerrno>
#include <string>
#include <variant>

namespace dashflow::sqlite {

namespace api = sqlite_api;

namespace {

// A null pointer would bind NULL instead of no bytes.
int BindBytes(api::sqlite3_stmt* statement, int index, std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  return api::sqlite3_bind_blob(statement, index, data, static_cast<int>(bytes.size()),
                                SQLITE_STATIC);
}

}  // namespace

Statement::Statement(Connection& connection, std::string_view sql) : connection_(connection) {
  const int code =
      api::sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()),
                              SQLITE_PREPARE_PERSISTENT, &raw_, nullptr);
  if (code != SQLITE_OK) connection.Throw("prepare " + std::string(sql));
}

Statement::~Statement() { api::sqlite3_finalize(raw_); }

void Statement::Execute(std::span<const sql::Argument> arguments) {
  int index = 0;
  for (const sql::Argument& argument : arguments) {
    const auto* bytes = std::get_if<std::string_view>(&argument);
    const int code = bytes != nullptr
                         ? BindBytes(raw_, ++index, *bytes)
                         : api::sqlite3_bind_int64(raw_, ++index, std::get<std::int64_t>(argument));
    if (code != SQLITE_OK) connection_.Throw("bind");
  }
}

bool Statement::Next() {
  errno = 0;
  const int code = api::sqlite3_step(raw_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_.Throw(api::sqlite3_sql(raw_));
  return false;
}

void Statement::Finish() noexcept {
  api::sqlite3_reset(raw_);
  api::sqlite3_clear_bindings(raw_);
}

std::int64_t Statement::Changes() const { return api::sqlite3_changes64(connection_.handle()); }

std::int64_t Statement::LastId() const {
  return api::sqlite3_last_insert_rowid(connection_.handle());
}

std::int64_t Statement::Integer(int column) const {
  return api::sqlite3_column_int64(raw_, column);
}

std::string_view Statement::Bytes(int column) const {
  const auto* data = static_cast<const char*>(api::sqlite3_column_blob(raw_, column));
  return {data, static_cast<std::size_t>(api::sqlite3_column_bytes(raw_, column))};
}

bool Statement::IsNull(int column) const {
  return api::sqlite3_column_type(raw_, column) == SQLITE_NULL;
}

}  // namespace dashflow::sqlite
