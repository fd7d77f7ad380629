// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/location.h"

#include <cstdio>
#include <random>
#include <utility>

namespace dashflow::redis {
namespace {

std::string NewId() {
  std::random_device random;
  char digits[17];
  std::snprintf(digits, sizeof(digits), "%08x%08x", random(), random());
  return digits;
}

sdk::StoreError Refused(const Options& options, const Failure& failure) {
  const std::string server = "The Redis server at " + options.address.Shown();
  if (failure.kind() == Failure::Kind::kRefused) {
    return sdk::StoreError("unauthorized", server + " refuses this user.")
        .Cause(failure.what())
        .Fix("check the setting user and the variable that password_env names");
  }
  if (failure.kind() == Failure::Kind::kFull) {
    return sdk::StoreError("store_full", server + " has no room.")
        .Cause(failure.what())
        .Fix("give it more memory (maxmemory) or more room on its disk");
  }
  return sdk::StoreError("store_unavailable", server + " does not answer.")
      .Cause(failure.what())
      .Fix("start the server, or name another store with --store");
}

std::string Field(Connection& connection, std::string_view key, std::string_view name) {
  const Reply reply = connection.Ask({"HGET", key, name});
  return reply->type == REDIS_REPLY_STRING ? std::string(TextOf(*reply)) : std::string();
}

sdk::StoreError Newer(const std::string& meta, const std::string& layout) {
  return sdk::StoreError("store_newer", "The store was written by a newer release.")
      .Cause(meta + " says layout " + layout + ", this release knows " + std::to_string(kLayout))
      .Fix("use that release or a newer one");
}

Location Find(Connection& connection, const Options& options, bool read_only) {
  const std::string meta = KeyOf(options.prefix, "meta");
  if (!read_only) {
    connection.Ask({"HSETNX", meta, "layout", std::to_string(kLayout)});
    connection.Ask({"HSETNX", meta, "id", NewId()});
  }
  const std::string layout = Field(connection, meta, "layout");
  if (layout.empty()) {
    throw sdk::StoreError("store_not_found", "There is no store on the Redis server.")
        .Cause(options.address.Shown() + " has no " + meta)
        .Fix("run a workflow first, or name the store with --store");
  }
  if (layout != std::to_string(kLayout)) throw Newer(meta, layout);
  return {KeyOf(options.prefix, ""), Field(connection, meta, "id")};
}

}  // namespace

Location Locate(const Options& options, bool read_only) {
  try {
    Connection connection(options);
    return Find(connection, options, read_only);
  } catch (const Failure& failure) {
    throw Refused(options, failure);
  }
}

}  // namespace dashflow::redis
