// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace dashflow::sqlite {

// What kind of failure SQLite reported, as far as it makes a difference to a store.
enum class Trouble : std::uint8_t {
  kBusy,          // someone else has the file; may be tried again
  kFull,          // no room on the disk, or the size limit is reached
  kInputOutput,   // the system failed to read, write or sync: nothing known is certain
  kDamaged,       // the file's structure is broken
  kNotADatabase,  // the file is something else
  kDenied,        // not allowed to
  kMissing,       // there is no such file
  kOther,
};

// A failed call of SQLite. Never leaves the plugin.
class SqlError : public std::runtime_error {
 public:
  // code: SQLite's, extended or not; system_error: errno of the call behind it, 0 when there is
  // none.
  SqlError(int code, int system_error, const std::string& message);

  int code() const { return code_; }
  Trouble trouble() const { return trouble_; }

 private:
  int code_;
  Trouble trouble_;
};

}  // namespace dashflow::sqlite
