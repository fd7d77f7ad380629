// SPDX-License-Identifier: Apache-2.0
#include "host/cli/db/copied_backup.h"

#include <fmt/format.h>

#include <filesystem>

#include "host/checkpoint/upkeep/identity.h"
#include "host/checkpoint/upkeep/migrate_store.h"
#include "host/cli/db/progress_line.h"

namespace dashflow::cli {
namespace {

namespace fs = std::filesystem;

using checkpoint::Migrated;
using checkpoint::Store;

Error Exists(const std::string& file) {
  return Error("file_exists", file + " is there already")
      .Operation("back up store")
      .Resource(file)
      .Cause("a backup overwrites nothing");
}

Status Copy(Session& session, Store& from, Store& to, const char* verb) {
  ProgressLine progress(session.console(), session.clock());
  DF_TRY(checkpoint::MigrateStore(from, to, [&](const Migrated& so_far) {
    progress.Show([&] {
      return fmt::format("{}  {} threads", verb, ProgressBar(so_far.threads, so_far.all_threads));
    });
  }));
  return checkpoint::CopyIdentity(from, to);
}

Status CopyTo(Session& session, const std::string& file) {
  DF_ASSIGN(const StorePtr from,
            session.OpenStore(StoreName(session), plugin::StoreAccess::kReadWrite));
  DF_ASSIGN(const StorePtr to, session.OpenCopy("sqlite:" + file, plugin::StoreAccess::kReadWrite));
  return Copy(session, *from, *to, "copying");
}

// What SQLite keeps beside a file that is open, too.
void Remove(const std::string& file) {
  std::error_code ignored;
  for (const char* end : {"", "-wal", "-shm", ".lock"}) fs::remove(file + end, ignored);
}

}  // namespace

Status BackUpByCopy(Session& session, const std::string& file) {
  std::error_code failed;
  if (fs::exists(file, failed)) return Exists(file);
  Status done = CopyTo(session, file);
  if (done.has_error()) return Remove(file), done;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, failed);
  fs::remove(file + ".lock", failed);
  return Ok();
}

Status RestoreByCopy(Session& session, Store& backup) {
  DF_ASSIGN(const StorePtr to,
            session.OpenStore(StoreName(session), plugin::StoreAccess::kReadWrite));
  return Copy(session, backup, *to, "restoring");
}

}  // namespace dashflow::cli
