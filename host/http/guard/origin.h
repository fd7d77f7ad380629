// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::http {

// Which names a server goes by. Web pages can lead any name of their own to a local address (DNS
// rebinding), and would then read what only its user can: names that nobody gave are refused.
// Numbers cannot be led anywhere, so that any address is taken. [any-thread]
class HostRule {
 public:
  // `names`: hosts, without a port; `*` takes all.
  explicit HostRule(const std::vector<std::string>& names);

  // `host` as the header has it: a name or an address, with or without a port.
  bool Allows(std::string_view host) const;

 private:
  std::set<std::string, std::less<>> names_;
};

// Which web pages of other origins may ask. [any-thread]
class OriginRule {
 public:
  // Origins such as https://chat.example; a port may be `*`, as in http://localhost:*; `*` takes
  // all.
  explicit OriginRule(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  // Pages of the server itself, whose header `host` is given, may always.
  bool Allows(std::string_view origin, std::string_view host) const;

 private:
  const std::vector<std::string> origins_;
};

// Without the port and the brackets, in lower case.
std::string HostName(std::string_view host);

}  // namespace dashflow::http
