// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.hpp>

#include "plugins/storage/postgresql/server_database.h"
#include "plugins/storage/sql/store_on_server.h"

namespace dashflow::postgresql {

// A store in a schema of a PostgreSQL database: README.md. [any-thread]
class PostgresqlStore : public sql::StoreOnServer<PostgresqlStore, ServerDatabase> {
 public:
  static constexpr auto spec =
      sdk::StoreSpec("postgresql")
          .Doc(
              "Keeps everything in tables of a PostgreSQL database, which several hosts may share.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["url"],"properties":{
"url":{"type":"string","pattern":"^postgresql://.+","description":"postgresql://USER@HOST:PORT/DATABASE; ?SETTING=VALUE sets any of the others"},
"password":{"type":"string","description":"of the user, as in ${file:PATH} or ${env:NAME}; better than in the address"},
"schema":{"type":"string","minLength":1,"maxLength":63,"default":"dashflow","description":"schema that holds the tables"},
"migrate":{"type":"string","enum":["never","create","upgrade"],"default":"never","description":"create: makes the tables when there are none; upgrade: also brings an older layout up"},
"readers":{"type":"integer","minimum":1,"maximum":64,"default":4,"description":"connections that read at the same time"},
"connect_timeout_s":{"type":"integer","minimum":1,"maximum":600,"default":5,"description":"how long a connection may take to come about, seconds"},
"statement_timeout_ms":{"type":"integer","minimum":100,"maximum":3600000,"default":30000,"description":"how long the server may take for a statement, milliseconds"},
"tls":{"type":"string","enum":["disable","prefer","require","verify-ca","verify-full"],"default":"prefer","description":"as libpq's sslmode; only verify-full is safe from somebody in between"},
"tls_ca":{"type":"string","description":"file of the authorities that the server's certificate is checked against"},
"tls_cert":{"type":"string","description":"file of the host's own certificate"},
"tls_key":{"type":"string","description":"file of its key"}}})")
          .Gives(sdk::Durability::kDurable);

  PostgresqlStore(const sdk::Config& config, bool read_only);
  // Throws StoreError.
  static sql::Settings SettingsOf(const sdk::Config& config);
};

}  // namespace dashflow::postgresql
