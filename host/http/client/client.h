// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/http/client/server_address.h"
#include "host/http/request.h"
#include "host/value/value.h"

namespace dashflow::http {

// Asks a server of ours. Each request has a connection of its own. [any-thread]
class Client {
 public:
  struct Options {
    std::string key{};        // sent as x-api-key; empty = none
    std::string authorities;  // a file of certificates (PEM) that are trusted beside the system's
    std::chrono::seconds connect_time{10};
    std::chrono::seconds silence{
        60};  // without a byte from the server, which says something sooner
  };
  Client(ServerAddress address, Options options)
      : address_(std::move(address)), options_(std::move(options)) {}

  const ServerAddress& address() const { return address_; }

  // The value of a success; null for none. Errors: server_unreachable, server_lost, server_strange,
  // and what the server answers.
  Result<Value> Ask(Method method, std::string_view path, const Value& body = {}) const;

  // Gives each line of a success's body to `take` when it has come, without its end and without
  // empty ones; false = that is enough. Blocks until the end. Errors: as of Ask.
  using TakeLine = std::function<bool(std::string_view line)>;
  Status Follow(Method method, std::string_view path, const Value& body,
                const TakeLine& take) const;

 private:
  const ServerAddress address_;
  const Options options_;
};

}  // namespace dashflow::http
