// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/mysql/server_error.h"

#include <errmsg.h>
#include <mysqld_error.h>

namespace dashflow::mysql {
namespace {

using sql::Trouble;

Trouble OfClientError(unsigned number) {
  switch (number) {
    case CR_CONNECTION_ERROR:
    case CR_CONN_HOST_ERROR:
    case CR_UNKNOWN_HOST:
    case CR_SSL_CONNECTION_ERROR:
      return Trouble::kNoServer;
    default:
      return Trouble::kLost;  // whatever else the client finds, the connection is of no more use
  }
}

// The engine's own number is in the words only: 28 is ENOSPC.
bool IsNoRoom(std::string_view message) {
  return message.find("error 28 ") != std::string_view::npos ||
         message.find("No space left") != std::string_view::npos;
}

}  // namespace

sql::Trouble OfErrorNumber(unsigned number, std::string_view message) {
  if (number >= CR_MIN_ERROR && number <= CR_MAX_ERROR) return OfClientError(number);
  switch (number) {
    case ER_SERVER_SHUTDOWN:
    case ER_NORMAL_SHUTDOWN:
    case ER_CONNECTION_KILLED:
      return Trouble::kLost;
    case ER_CON_COUNT_ERROR:
      return Trouble::kNoServer;
    case ER_LOCK_DEADLOCK:
    case ER_CHECKREAD:
      return Trouble::kAgain;
    case ER_DISK_FULL:
    case ER_RECORD_FILE_FULL:
      return Trouble::kFull;
    case ER_ACCESS_DENIED_ERROR:
    case ER_DBACCESS_DENIED_ERROR:
    case ER_ACCESS_DENIED_NO_PASSWORD_ERROR:
    case ER_TABLEACCESS_DENIED_ERROR:
    case ER_SPECIFIC_ACCESS_DENIED_ERROR:
      return Trouble::kDenied;
    case ER_BAD_DB_ERROR:
    case ER_NO_SUCH_TABLE:
      return Trouble::kMissing;
    case ER_CRASHED_ON_USAGE:
    case ER_NOT_KEYFILE:
    case ER_INDEX_CORRUPT:
      return Trouble::kDamaged;
    default:
      return IsNoRoom(message) ? Trouble::kFull : Trouble::kOther;
  }
}

}  // namespace dashflow::mysql
