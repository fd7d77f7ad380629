// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/config.hpp>
#include <string>

namespace dashflow::redis {

// Where the server is.
struct Address {
  std::string host = "127.0.0.1";
  int port = 6379;
  std::string socket{};  // path of a Unix socket; empty = TCP
  int database = 0;

  // For people: no password is in it.
  std::string Shown() const;
};

// A store's settings (the schema in redis_store.h says what each means).
struct Options {
  Address address{};
  std::string prefix = "dashflow";
  std::string user{};
  std::string password{};
  std::int64_t connections = 4;
  std::int64_t timeout_ms = 5000;

  // Throws StoreError store_address, unauthorized.
  static Options From(const sdk::Config& config);
};

// redis://HOST[:PORT][/DATABASE] or redis:/PATH/OF/SOCKET. Throws StoreError store_address.
Address ParseAddress(const std::string& url);

}  // namespace dashflow::redis
