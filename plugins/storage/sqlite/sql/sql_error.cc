// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/sql/sql_error.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace dashflow::sqlite {
namespace {

bool IsNoRoom(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

bool IsDenied(int system_error) {
  return system_error == EACCES || system_error == EPERM || system_error == EROFS;
}

Trouble OfSystemError(int system_error) {
  if (IsNoRoom(system_error)) return Trouble::kFull;
  if (IsDenied(system_error)) return Trouble::kDenied;
  return system_error == ENOENT ? Trouble::kMissing : Trouble::kInputOutput;
}

Trouble Classify(int code, int system_error) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return Trouble::kBusy;
    case SQLITE_FULL:
      return Trouble::kFull;
    case SQLITE_IOERR:
      return IsNoRoom(system_error) ? Trouble::kFull : Trouble::kInputOutput;
    case SQLITE_CANTOPEN:
      return OfSystemError(system_error);
    case SQLITE_CORRUPT:
      return Trouble::kDamaged;
    case SQLITE_NOTADB:
      return Trouble::kNotADatabase;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
      return Trouble::kDenied;
    default:
      return Trouble::kOther;
  }
}

std::string Describe(int system_error, const std::string& message) {
  if (system_error == 0) return message;
  return message + " (" + std::strerror(system_error) +
         ")";  // NOLINT: glibc's is safe for known errors
}

}  // namespace

SqlError::SqlError(int code, int system_error, const std::string& message)
    : std::runtime_error(Describe(system_error, message)),
      code_(code),
      trouble_(Classify(code, system_error)) {}

}  // namespace dashflow::sqlite
