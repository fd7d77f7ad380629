// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/opening/layout.h"

#include <dashflow/store_types.hpp>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace dashflow::sql {
namespace {

using Version = LayoutVersion;

// Nothing when there are no tables, or not all of them.
std::optional<Version> Look(const Database& database, Connection& connection) {
  if (!connection.Prepare(database.find_layout_sql())->Look()) return std::nullopt;
  std::optional<Version> version;
  const auto row =
      connection.Prepare("SELECT version, min_reader, min_writer FROM df_layout WHERE id = 1");
  row->Each([&] {
    version = Version{row->Integer(0), row->Integer(1), row->Integer(2)};
    return false;
  });
  return version;
}

sdk::StoreError NoTables(const Database& database) {
  return sdk::StoreError("store_not_found", database.name() + " has no tables of DashFlow.")
      .Cause("nobody has made them yet")
      .Fix("open it once with the setting migrate=create, as a user who may make tables");
}

sdk::StoreError Newer(const Database& database, const Version& version, const char* what,
                      std::int64_t least) {
  std::string cause("its layout is number ");
  cause.append(std::to_string(version.layout)).append(", which releases ").append(what);
  cause.append(" that know ").append(std::to_string(least)).append("; this one knows up to ");
  cause.append(std::to_string(std::ssize(database.migrations())));
  return sdk::StoreError("store_newer", database.name() + " was written by a newer release.")
      .Cause(std::move(cause))
      .Fix("use the release that wrote it, or a newer one");
}

void CheckMayUse(const Database& database, const Version& version, bool read_only) {
  const std::int64_t known = Layout::Newest(database);
  if (version.min_reader > known) throw Newer(database, version, "read", version.min_reader);
  if (!read_only && version.min_writer > known) {
    throw Newer(database, version, "write", version.min_writer);
  }
}

void Record(Connection& connection, const Migration& migration, std::int64_t version) {
  connection.Prepare("DELETE FROM df_layout WHERE id = 1")->Run();
  connection
      .Prepare("INSERT INTO df_layout(id, version, min_reader, min_writer) VALUES(1, ?, ?, ?)")
      ->Run(version, migration.min_reader, migration.min_writer);
}

void Apply(Connection& connection, const Migration& migration, std::int64_t version) {
  connection.Execute("BEGIN");
  for (const std::string& sql : migration.statements) connection.Execute(sql);
  Record(connection, migration, version);
  connection.Execute("COMMIT");
}

// Another opener may have done it while this one waited for the lock.
void MigrateAll(const Database& database, Connection& connection) {
  database.LockMigrations(connection);
  const auto now = Look(database, connection);
  const auto& migrations = database.migrations();
  for (std::int64_t next = now ? now->layout : 0; next < std::ssize(migrations); ++next) {
    Apply(connection, migrations[static_cast<std::size_t>(next)], next + 1);
  }
}

bool ShallMigrate(const Database& database, const std::optional<Version>& version,
                  Migrate migrate) {
  if (!version) return migrate != Migrate::kNever;
  return migrate == Migrate::kUpgrade && version->layout < std::ssize(database.migrations());
}

}  // namespace

std::int64_t Layout::Newest(const Database& database) { return std::ssize(database.migrations()); }

LayoutVersion Layout::Find(const Database& database, Connection& connection) {
  const auto version = Look(database, connection);
  if (!version) throw NoTables(database);
  return *version;
}

void Layout::CheckMayWrite(const Database& database, const LayoutVersion& version) {
  CheckMayUse(database, version, false);
}

void Layout::Upgrade(const Database& database) { MigrateAll(database, *database.Connect()); }

void Layout::Prepare(const Database& database, Connection& connection, Migrate migrate,
                     bool read_only) {
  auto version = Look(database, connection);
  if (!read_only && ShallMigrate(database, version, migrate)) {
    Upgrade(database);
    version = Look(database, connection);
  }
  if (!version) throw NoTables(database);
  CheckMayUse(database, *version, read_only);
}

}  // namespace dashflow::sql
