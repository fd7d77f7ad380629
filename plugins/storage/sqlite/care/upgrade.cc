// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/care/upgrade.h"

#include <cerrno>
#include <dashflow/service/log.hpp>

#include "plugins/storage/local_disk/fresh_file.h"
#include "plugins/storage/local_disk/lock_file.h"
#include "plugins/storage/sqlite/care/care_failure.h"
#include "plugins/storage/sqlite/care/copy_database.h"
#include "plugins/storage/sqlite/open_failure.h"
#include "plugins/storage/sqlite/opening.h"

namespace dashflow::sqlite {
namespace {

std::string Keep(const std::string& path, std::int64_t version) {
  const std::string name = local_disk::FreeName(path + ".layout-" + std::to_string(version));
  local_disk::FreshFile fresh(name, local_disk::FreshFile::Place::kFree);
  CopyDatabase(path, fresh.unfinished(), sdk::StoreWatch(nullptr));
  fresh.Finish();
  sdk::Log(sdk::LogLevel::kWarning, path + ": its layout " + std::to_string(version) +
                                        " is brought to a newer one; as it was it is kept in " +
                                        name);
  return name;
}

std::int64_t VersionOf(Connection& connection) { return connection.Integer("PRAGMA user_version"); }

}  // namespace

std::string MigrateKept(Connection& connection, const std::string& path,
                        const Schema::Migrations& migrations) {
  const std::int64_t version = VersionOf(connection);
  const bool is_older = version > 0 && version < Schema::Newest(migrations);
  std::string kept = is_older ? Keep(path, version) : std::string();
  Schema::Migrate(connection, migrations);
  return kept;
}

sdk::StoreUpgrade UpgradeDatabase(const std::string& path, bool dry_run,
                                  const Schema::Migrations& migrations) {
  return Caring(path, [&] {
    CheckReadable(path, migrations);
    sdk::StoreUpgrade plan{.from = 0, .to = Schema::Newest(migrations)};
    plan.from = [&] {
      Connection reader(path, Connection::Mode::kRead);
      return VersionOf(reader);
    }();
    if (dry_run || plan.from == plan.to) return plan;
    const std::string place = PreparePath(path);
    const local_disk::LockFile lock(place + ".lock");
    Connection connection(place, Connection::Mode::kReadWrite);
    plan.backup = MigrateKept(connection, place, migrations);
    plan.done = true;
    return plan;
  });
}

}  // namespace dashflow::sqlite
