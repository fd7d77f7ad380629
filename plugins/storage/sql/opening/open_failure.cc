// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/opening/open_failure.h"

#include <utility>

namespace dashflow::sql {

sdk::StoreError OpenFailure(const std::string& place, const Failure& failure) {
  const auto error = [&](const char* code, const char* what, const char* fix) {
    return sdk::StoreError(code, place + what).Cause(failure.what()).Fix(fix);
  };
  switch (failure.trouble()) {
    case Trouble::kDenied:
      return error("unauthorized", " does not let this user in.",
                   "check user and password, and what the user may do there");
    case Trouble::kMissing:
      return error("store_not_found", " does not exist.",
                   "make it first, or correct the address of the store");
    case Trouble::kFull:
      return error("store_full", " has no room to be opened.", "free space on its server");
    case Trouble::kDamaged:
      return error("store_damaged", " is damaged.", "restore it from a backup");
    default:
      return error("store_unavailable", " cannot be opened.",
                   "see the cause; start the server, or correct the address of the store");
  }
}

}  // namespace dashflow::sql
