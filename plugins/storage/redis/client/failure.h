// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace dashflow::redis {

// Why the server did not do what it was asked. Never leaves the plugin.
class Failure : public std::runtime_error {
 public:
  enum class Kind : std::uint8_t {
    kUnreachable,  // no connection; nothing was sent
    kLost,         // the connection broke on the way: nobody knows whether it was done
    kRefused,      // user, password or rights
    kFull,         // no memory, or no room on its disk
    kGone,         // the store is not there any more
    kNotNow,       // loading, a replica, busy, scripts flushed: nothing was done
  };

  Failure(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }
  // Whether the connection is of no use any more.
  bool EndsConnection() const { return kind_ != Kind::kFull && kind_ != Kind::kGone; }

 private:
  Kind kind_;
};

}  // namespace dashflow::redis
