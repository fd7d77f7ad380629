// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/local_disk/refusal.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace dashflow::local_disk {

Refusal RefusalOf(int system_error) {
  switch (system_error) {
    case EACCES:
    case EPERM:
    case EROFS:
      return Refusal::kDenied;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return Refusal::kFull;
    case ENOENT:
      return Refusal::kMissing;
    case ENOTDIR:
    case EISDIR:
    case ELOOP:
    case ENAMETOOLONG:
      return Refusal::kForeign;
    default:
      return Refusal::kOther;
  }
}

sdk::StoreError Refused(Refusal refusal, const std::string& path, std::string cause) {
  const auto error = [&](const char* code, const std::string& what, const char* fix) {
    return sdk::StoreError(code, path + what).Cause(std::move(cause)).Fix(fix);
  };
  switch (refusal) {
    case Refusal::kDenied:
      return error("unauthorized", " may not be opened by this user.",
                   "run as the user who owns the store, or name another one with --store");
    case Refusal::kFull:
      return error("store_full", " has no room to be opened.", "free space on its disk");
    case Refusal::kMissing:
      return error("store_not_found", " does not exist.",
                   "run a workflow first, or name the store with --store");
    case Refusal::kForeign:
      return error("store_invalid", " is not a DashFlow store.", "name another place with --store");
    default:
      return error("store_unavailable", " cannot be opened.", "see the cause, then try again");
  }
}

sdk::StoreError OpenFailure(const std::string& path, int system_error) {
  return Refused(RefusalOf(system_error), path, std::generic_category().message(system_error));
}

sdk::StoreError NotWritten(Refusal refusal, const std::string& path, std::string cause) {
  const auto error = [&](const char* code, const std::string& what, const char* fix) {
    return sdk::StoreError(code, path + what).Cause(std::move(cause)).Fix(fix);
  };
  switch (refusal) {
    case Refusal::kDenied:
      return error("unauthorized", " may not be written by this user.",
                   "name a place where this user may write");
    case Refusal::kFull:
      return error("store_full", " has no room on its disk.",
                   "free space there, or name a place on another disk; nothing was changed");
    case Refusal::kMissing:
      return error("file_not_found", " lies in a folder that is not there.", "make the folder");
    default:
      return error("io_error", " cannot be written.", "see the cause, then try again");
  }
}

sdk::StoreError WriteFailure(const std::string& path, int system_error) {
  return NotWritten(RefusalOf(system_error), path, std::generic_category().message(system_error));
}

}  // namespace dashflow::local_disk
