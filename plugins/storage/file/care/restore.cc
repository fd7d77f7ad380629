// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/care/restore.h"

#include <filesystem>
#include <system_error>

#include "plugins/storage/file/journal/opening.h"
#include "plugins/storage/local_disk/fresh_file.h"
#include "plugins/storage/local_disk/refusal.h"

namespace dashflow::file {

// What has expired by now stays away when it is read: it need not be left out.
void CopyJournal(const std::string& path, const Journal& from, const Index& index,
                 const sdk::StoreWatch& watch) {
  try {
    WriteAnew(path, from, index, INT64_MIN, watch);
  } catch (const std::system_error& error) {
    throw local_disk::WriteFailure(path, error.code().value());
  } catch (const sdk::StoreError& error) {
    if (error.status() != sdk::StoreStatus::kDamaged) throw;
    throw sdk::StoreError("store_damaged", "What is damaged is not copied.")
        .Cause(error.message())
        .Fix("`dashflow db verify` tells what is; restore from a backup");
  }
}

std::string RestoreJournal(const Names& names, const std::string& backup,
                           const sdk::StoreWatch& watch) {
  RequireOurs(names);
  Index index;
  const auto journal = OpenForReading(Names::ToRead(backup), index);
  local_disk::FreshFile fresh(names.journal, local_disk::FreshFile::Place::kTaken);
  CopyJournal(fresh.unfinished(), *journal, index, watch);
  std::string kept;
  if (std::filesystem::exists(names.journal)) {
    kept = local_disk::FreeName(names.journal + ".replaced");
    local_disk::KeepAs(names.journal, kept);
  }
  fresh.Finish();
  return kept;
}

}  // namespace dashflow::file
