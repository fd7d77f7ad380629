// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/care/care_failure.h"

#include <sqlite3.h>

#include "plugins/storage/local_disk/refusal.h"

namespace dashflow::sqlite {

sdk::StoreError CareFailure(const std::string& path, const SqlError& error) {
  if ((error.code() & 0xff) == SQLITE_INTERRUPT) {
    return sdk::StoreError("cancelled", "It was stopped.").Fix("begin it again");
  }
  switch (error.trouble()) {
    case Trouble::kDamaged:
    case Trouble::kNotADatabase:
      return sdk::StoreError("store_damaged", path + " is damaged.")
          .Cause(error.what())
          .Fix("`dashflow db verify` tells what is; restore from a backup");
    case Trouble::kDenied:
      return local_disk::NotWritten(local_disk::Refusal::kDenied, path, error.what());
    case Trouble::kFull:
      return local_disk::NotWritten(local_disk::Refusal::kFull, path, error.what());
    case Trouble::kMissing:
      return local_disk::Refused(local_disk::Refusal::kMissing, path, error.what());
    default:
      return sdk::StoreError("store_unavailable", path + " cannot be looked after now.")
          .Cause(error.what())
          .Fix("see the cause, then try again");
  }
}

}  // namespace dashflow::sqlite
