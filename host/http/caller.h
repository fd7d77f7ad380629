// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::http {

// What a caller may do; a route asks for one of them.
enum class Scope : std::uint8_t { kNone, kRead, kRun, kWrite, kAdmin };

// Who sent a request. Without authentication (loopback and Unix sockets only) everybody is the same
// caller with every scope.
struct Caller {
  std::string owner;           // threads carry it; empty = nobody in particular
  std::string name;            // of the key, for the log
  std::uint8_t scopes = 0xff;  // bits by Scope
  // Patterns of those that it may know of and run, whatever its scopes; `*` stands for any
  // characters. Empty = all.
  std::vector<std::string> workflows{};

  bool may(Scope scope) const {
    return scope == Scope::kNone || (scopes >> static_cast<unsigned>(scope) & 1U) != 0;
  }
  // By its name in the configuration.
  bool may_run(std::string_view workflow) const;
};

}  // namespace dashflow::http
