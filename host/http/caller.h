// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dashflow::http {

// What a caller may do; a route asks for one of them.
enum class Scope : std::uint8_t { kNone, kRead, kRun, kWrite, kAdmin };

// Who sent a request. Without authentication (loopback and Unix sockets only) everybody is the same
// caller with every scope.
struct Caller {
  std::string owner;                     // threads carry it; empty = nobody in particular
  std::string name;                      // of the key, for the log
  std::uint8_t scopes = 0xff;            // bits by Scope
  std::vector<std::string> workflows{};  // patterns of those it may run; empty = all

  bool may(Scope scope) const {
    return scope == Scope::kNone || (scopes >> static_cast<unsigned>(scope) & 1U) != 0;
  }
};

}  // namespace dashflow::http
