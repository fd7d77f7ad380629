// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/sql/schema.h"

#include <dashflow/store_types.hpp>
#include <iterator>
#include <string_view>
#include <vector>

#include "plugins/storage/sqlite/sql/sql_error.h"

namespace dashflow::sqlite {
namespace {

sdk::StoreError Invalid(const std::string& path, std::string cause) {
  return sdk::StoreError("store_invalid", path + " is not a DashFlow store.")
      .Cause(std::move(cause))
      .Fix("name another file with --store; this one was not changed");
}

sdk::StoreError Newer(const std::string& path, std::int64_t version, std::int64_t newest) {
  return sdk::StoreError("store_newer", path + " was written by a newer release.")
      .Cause("its layout is number " + std::to_string(version) + "; this release knows up to " +
             std::to_string(newest))
      .Fix("use the release that wrote it, or a newer one");
}

void Apply(Connection& connection, const std::vector<std::string_view>& migration,
           std::int64_t version) {
  connection.Execute("BEGIN IMMEDIATE");
  try {
    for (const std::string_view sql : migration) connection.Execute(std::string(sql));
    connection.Execute("PRAGMA application_id=" + std::to_string(Schema::kApplicationId));
    connection.Execute("PRAGMA user_version=" + std::to_string(version));
    connection.Commit();
  } catch (const SqlError&) {
    connection.Rollback();
    throw;
  }
}

}  // namespace

// A released migration is never changed; a new layout is one more.
const Schema::Migrations& Schema::Released() {
  static const Migrations kReleased = {
      // Rows are appended in order of arrival; the short integer index finds them.
      {"CREATE TABLE log(id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, seq INTEGER NOT NULL,"
       " sum INTEGER NOT NULL, bytes BLOB NOT NULL)",
       "CREATE UNIQUE INDEX log_entry ON log(stream, seq)",
       // The last seq of a stream that has no entry left to tell.
       "CREATE TABLE stream_end(stream INTEGER PRIMARY KEY, last INTEGER NOT NULL)",
       "CREATE TABLE space(id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE)",
       "CREATE TABLE record(id INTEGER PRIMARY KEY, space INTEGER NOT NULL, key BLOB NOT NULL,"
       " rev INTEGER NOT NULL, expires INTEGER NOT NULL, sum INTEGER NOT NULL,"
       " terms BLOB NOT NULL, bytes BLOB NOT NULL)",
       "CREATE UNIQUE INDEX record_key ON record(space, key)",
       "CREATE INDEX record_expiry ON record(expires) WHERE expires <> 0",
       "CREATE TABLE record_term(space INTEGER NOT NULL, term BLOB NOT NULL, key BLOB NOT NULL,"
       " record INTEGER NOT NULL, PRIMARY KEY(space, term, key)) WITHOUT ROWID",
       // Apart from its bytes, a blob is touched without rewriting them.
       "CREATE TABLE blob(id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE,"
       " touched INTEGER NOT NULL, sum INTEGER NOT NULL)",
       "CREATE TABLE blob_bytes(blob INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
       // Revisions up to `reserved` may have been given out.
       "CREATE TABLE revision(id INTEGER PRIMARY KEY CHECK(id = 1), reserved INTEGER NOT NULL)",
       "INSERT INTO revision VALUES(1, 0)"},
  };
  return kReleased;
}

std::int64_t Schema::Newest(const Migrations& migrations) { return std::ssize(migrations); }

Schema::State Schema::Identify(Connection& connection, const std::string& path,
                               const Migrations& migrations) {
  try {
    const std::int64_t application = connection.Integer("PRAGMA application_id");
    const std::int64_t version = connection.Integer("PRAGMA user_version");
    const std::int64_t objects = connection.Integer("SELECT count(*) FROM sqlite_schema");
    if (application == 0 && version == 0 && objects == 0) return State::kEmpty;
    if (application != kApplicationId) {
      throw Invalid(path, "it is the SQLite database of another program (application_id " +
                              std::to_string(application) + ", " + std::to_string(objects) +
                              " tables and indexes)");
    }
    if (version > Newest(migrations)) throw Newer(path, version, Newest(migrations));
    return State::kStore;
  } catch (const SqlError& error) {
    if (error.trouble() == Trouble::kNotADatabase) {
      throw Invalid(path, "it does not start like an SQLite database");
    }
    if (error.trouble() == Trouble::kDamaged) throw Invalid(path, error.what());
    throw;
  }
}

void Schema::Migrate(Connection& connection, const Migrations& migrations) {
  const std::int64_t version = connection.Integer("PRAGMA user_version");
  for (std::int64_t next = version; next < Newest(migrations); ++next) {
    Apply(connection, migrations[static_cast<std::size_t>(next)], next + 1);
  }
}

}  // namespace dashflow::sqlite
