// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/open_failure.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace dashflow::sqlite {
namespace {

sdk::StoreError Refused(Trouble trouble, const std::string& path, std::string cause) {
  const auto error = [&](const char* code, const std::string& what, const char* fix) {
    return sdk::StoreError(code, path + what).Cause(std::move(cause)).Fix(fix);
  };
  switch (trouble) {
    case Trouble::kDenied:
      return error("unauthorized", " may not be opened by this user.",
                   "run as the user who owns the store, or name another one with --store");
    case Trouble::kFull:
      return error("store_full", " has no room to be opened.", "free space on its disk");
    case Trouble::kMissing:
      return error("store_not_found", " does not exist.",
                   "run a workflow first, or name the store with --store");
    case Trouble::kDamaged:
    case Trouble::kNotADatabase:
      return error("store_invalid", " is not a DashFlow store.", "name another file with --store");
    default:
      return error("store_unavailable", " cannot be opened.", "see the cause, then try again");
  }
}

Trouble OfSystemError(int system_error) {
  switch (system_error) {
    case EACCES:
    case EPERM:
    case EROFS:
      return Trouble::kDenied;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return Trouble::kFull;
    case ENOENT:
      return Trouble::kMissing;
    case ENOTDIR:
    case EISDIR:
    case ELOOP:
    case ENAMETOOLONG:
      return Trouble::kNotADatabase;
    default:
      return Trouble::kOther;
  }
}

}  // namespace

sdk::StoreError OpenFailure(const std::string& path, int system_error) {
  return Refused(OfSystemError(system_error), path, std::generic_category().message(system_error));
}

sdk::StoreError OpenFailure(const std::string& path, const SqlError& error) {
  return Refused(error.trouble(), path, error.what());
}

}  // namespace dashflow::sqlite
