// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace dashflow::sql {

// SCHEME://[USER[:PASSWORD]@][HOST[:PORT]]/DATABASE[?SETTING=VALUE&…], every part percent-encoded
// where it must be.
struct Address {
  std::string user;
  std::string password;
  std::string host;  // without the brackets of an IPv6 address; empty = the server's default
  std::string port;
  std::string database;
  std::map<std::string, std::string, std::less<>> settings;

  // Throws StoreError store_address, which does not repeat the password.
  static Address Parse(std::string_view scheme, std::string_view url);
};

}  // namespace dashflow::sql
