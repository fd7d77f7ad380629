// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.hpp>

#include "plugins/storage/mysql/server_database.h"
#include "plugins/storage/sql/store_on_server.h"

namespace dashflow::mysql {

// A store in a database of a MariaDB server: README.md. [any-thread]
class MysqlStore : public sql::StoreOnServer<MysqlStore, ServerDatabase> {
 public:
  static constexpr auto spec =
      sdk::StoreSpec("mysql")
          .Doc("Keeps everything in a database of a MariaDB server, which several hosts may share.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["url"],"properties":{
"url":{"type":"string","pattern":"^mysql://.+","description":"mysql://USER@HOST:PORT/DATABASE; ?SETTING=VALUE sets any of the others"},
"password":{"type":"string","description":"of the user, as in ${file:PATH} or ${env:NAME}; better than in the address"},
"migrate":{"type":"string","enum":["never","create","upgrade"],"default":"never","description":"create: makes the database and its tables when there are none; upgrade: also brings an older layout up"},
"readers":{"type":"integer","minimum":1,"maximum":64,"default":4,"description":"connections that read at the same time"},
"connect_timeout_s":{"type":"integer","minimum":1,"maximum":600,"default":5,"description":"how long a connection may take to come about, seconds"},
"statement_timeout_ms":{"type":"integer","minimum":100,"maximum":3600000,"default":30000,"description":"how long the server may take for a statement, milliseconds"},
"tls":{"type":"string","enum":["disable","verify-ca"],"default":"disable","description":"verify-ca: the server's certificate must come from tls_ca; its name is not looked at"},
"tls_ca":{"type":"string","description":"file of the authorities of verify-ca"},
"tls_cert":{"type":"string","description":"file of the host's own certificate"},
"tls_key":{"type":"string","description":"file of its key"}}})")
          .Gives(sdk::Durability::kDurable);

  MysqlStore(const sdk::Config& config, bool read_only);
  // Throws StoreError.
  static sql::Settings SettingsOf(const sdk::Config& config);
};

}  // namespace dashflow::mysql
