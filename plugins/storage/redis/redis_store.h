// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store.hpp>
#include <dashflow/store_care.hpp>
#include <dashflow/store_writer.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "plugins/storage/redis/options.h"
#include "plugins/storage/redis/read/reader.h"
#include "plugins/storage/redis/write/session.h"

namespace dashflow::redis {

// A store on a Redis server: README.md. [any-thread]
class RedisStore : public sdk::Store<RedisStore> {
 public:
  static constexpr auto spec =
      sdk::StoreSpec("redis")
          .Doc("Keeps everything on a Redis server, which may lose the last commits.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["url"],"properties":{
"url":{"type":"string","pattern":"^redis:.+","description":"redis://HOST[:PORT][/DATABASE] or redis:/PATH/OF/SOCKET; no TLS, no password"},
"prefix":{"type":"string","pattern":"^[A-Za-z0-9._-]{1,64}$","default":"dashflow","description":"which store on the server: all its keys begin with {prefix}"},
"user":{"type":"string","default":"","description":"user of the server's access lists; empty = its default user"},
"password_env":{"type":"string","default":"","description":"environment variable that holds the password; empty = there is none"},
"connections":{"type":"integer","minimum":1,"maximum":256,"default":4,"description":"connections that read at the same time"},
"timeout_ms":{"type":"integer","minimum":10,"maximum":600000,"default":5000,"description":"how long to wait for the server"}}})")
          .Gives(sdk::Durability::kBestEffort);

  RedisStore(const sdk::Config& config, bool read_only);

  void Commit(sdk::StoreCommit commit);
  bool Get(std::string_view space, std::string_view key, sdk::StoreSink sink);
  void Scan(const sdk::StoreScan& scan, sdk::StoreSink sink);
  void Read(const sdk::StoreRange& range, sdk::StoreSink sink);
  bool GetBlob(std::string_view hash, sdk::StoreSink sink);
  // The server's; this machine's when it does not answer.
  std::int64_t Now();

  sdk::StoreAbout Describe();
  void Verify(const sdk::StoreWatch& watch);
  void Blobs(sdk::StoreSink sink);
  // What the server has tools of its own for, or does by itself.
  void Backup(const std::string& file, const sdk::StoreWatch& watch);
  void Vacuum(const sdk::StoreWatch& watch);

 private:
  std::unique_ptr<Reader> reader_;
  std::unique_ptr<sdk::StoreWriter<Session>> writer_;  // null when read-only
};

}  // namespace dashflow::redis
