// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/options.h"

#include <charconv>
#include <cstdlib>
#include <dashflow/store_types.hpp>
#include <string_view>

namespace dashflow::redis {
namespace {

constexpr std::string_view kScheme = "redis:";

[[noreturn]] void Refuse(const std::string& url, std::string cause) {
  throw sdk::StoreError("store_address", "The address " + url + " names no Redis server.")
      .Cause(std::move(cause))
      .Fix("write redis://HOST:PORT/DATABASE, or redis:/PATH/OF/SOCKET");
}

int NumberIn(const std::string& url, std::string_view text, int most, const char* what) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > most) {
    Refuse(url, std::string(text) + " is no " + what);
  }
  return number;
}

// A password in an address gets into logs and process lists.
[[noreturn]] void RefuseCredentials() {
  throw sdk::StoreError("store_address", "The address of a store must not hold a password.")
      .Cause("there is a @ in it; addresses are shown in logs and in lists of processes")
      .Fix(
          "name the user with the setting user, and the environment variable that holds the "
          "password with password_env");
}

std::string PasswordIn(const std::string& variable) {
  if (variable.empty()) return {};
  const char* const value = std::getenv(variable.c_str());
  if (value != nullptr) return value;
  throw sdk::StoreError("unauthorized", "There is no password for the Redis server.")
      .Cause("the environment has no " + variable)
      .Fix("set " + variable + ", or name another variable with password_env");
}

}  // namespace

std::string Address::Shown() const {
  return socket.empty() ? host + ":" + std::to_string(port) : socket;
}

Address ParseAddress(const std::string& url) {
  if (!url.starts_with(kScheme)) Refuse(url, "it does not start with redis:");
  std::string_view rest = std::string_view(url).substr(kScheme.size());
  if (rest.find('@') != std::string_view::npos) RefuseCredentials();
  Address address;
  if (!rest.starts_with("//")) {
    if (!rest.starts_with('/')) Refuse(url, "neither // and a host nor a path follows");
    address.socket = rest;
    return address;
  }
  rest.remove_prefix(2);
  if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
    const std::string_view database = rest.substr(slash + 1);
    if (!database.empty()) address.database = NumberIn(url, database, 1 << 20, "database");
    rest = rest.substr(0, slash);
  }
  if (const auto colon = rest.rfind(':'); colon != std::string_view::npos) {
    address.port = NumberIn(url, rest.substr(colon + 1), 65535, "port");
    rest = rest.substr(0, colon);
  }
  if (rest.empty()) Refuse(url, "the host is missing");
  address.host = rest;
  return address;
}

Options Options::From(const sdk::Config& config) {
  const Options standard;
  return {.address = ParseAddress(config.Get<std::string>("url")),
          .prefix = config.Get("prefix", standard.prefix),
          .user = config.Get("user", standard.user),
          .password = PasswordIn(config.Get("password_env", std::string())),
          .connections = config.Get("connections", standard.connections),
          .timeout_ms = config.Get("timeout_ms", standard.timeout_ms)};
}

}  // namespace dashflow::redis
