// SPDX-License-Identifier: Apache-2.0
#include "host/cli/db/backup_file.h"

#include <filesystem>

#include "host/checkpoint/upkeep/unfinished_copy.h"
#include "host/cli/store_file.h"

namespace dashflow::cli {
namespace {

Error NotThere(const std::string& file) {
  return Error("file_not_found", "there is no backup " + file)
      .Operation("read backup")
      .Resource(file)
      .Cause("no file has that name");
}

// In words about a backup: the store's own would send the reader elsewhere.
Error Unreadable(Error error, const std::string& file, const std::string& kind) {
  error.Operation("read backup").Resource(file);
  if (error.code() == "store_invalid" || error.code() == "store_not_found") {
    error.Message(file + " is no backup of a store of the kind '" + kind + "'")
        .Fix(
            "name a file that `dashflow db backup` made of such a store; one of another kind is "
            "copied: dashflow db migrate --from KIND:FILE --to STORE");
  } else if (error.code() == "store_damaged") {
    error.Fix("take an older backup; this one was not changed");
  }
  return error;
}

}  // namespace

Result<StorePtr> OpenBackup(Session& session, const std::string& file) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) return NotThere(file);
  const std::string url = session.store_url();
  // Of one that is neither a file nor a folder it is a copy.
  const std::string kind = StorePlace(url) ? url.substr(0, url.find(':')) : "sqlite";
  auto opened = session.OpenCopy(kind + ":" + file);
  if (opened.has_error()) return Unreadable(opened.error(), file, kind);
  DF_TRY(checkpoint::CheckComplete(**opened));
  return opened;
}

}  // namespace dashflow::cli
