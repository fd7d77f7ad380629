// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace dashflow::sql {

// What kind of failure a database server reported, as far as it makes a difference to a store.
enum class Trouble : std::uint8_t {
  kLost,      // the connection is gone: whether the last statement took effect is not known
  kNoServer,  // no connection came about
  kAgain,     // rolled back for others' sake (deadlock, lock or statement timeout); may be repeated
  kFull,      // no room on the server's disk, or within its limits
  kDenied,    // not allowed to, or the wrong password
  kMissing,   // there is no such database or table
  kDamaged,   // the server calls its own files damaged
  kOther,
};

// A failed call of a database server. Never leaves the plugin.
class Failure : public std::runtime_error {
 public:
  Failure(Trouble trouble, const std::string& message)
      : std::runtime_error(message), trouble_(trouble) {}

  Trouble trouble() const { return trouble_; }
  bool broke_connection() const {
    return trouble_ == Trouble::kLost || trouble_ == Trouble::kNoServer;
  }

 private:
  Trouble trouble_;
};

}  // namespace dashflow::sql
