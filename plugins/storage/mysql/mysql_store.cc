// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/mysql/mysql_store.h"

#include <array>
#include <memory>

#include "plugins/storage/mysql/server_database.h"

namespace dashflow::mysql {
namespace {

constexpr auto kSettings = std::to_array<sql::KnownSetting>({
    {"password", ""},
    {"migrate", "never"},
    {"readers", "4"},
    {"connect_timeout_s", "5"},
    {"statement_timeout_ms", "30000"},
    {"tls", "disable"},
    {"tls_ca", ""},
    {"tls_cert", ""},
    {"tls_key", ""},
});

sql::ServerStore::Opening OpeningOf(const sql::Settings& settings, bool read_only) {
  return {.readers = static_cast<std::size_t>(settings.Number("readers", 1, 64)),
          .migrate = settings.migrate(),
          .read_only = read_only};
}

}  // namespace

MysqlStore::MysqlStore(const sdk::Config& config, bool read_only)
    : MysqlStore(sql::Settings(config, "mysql", kSettings), read_only) {}

MysqlStore::MysqlStore(const sql::Settings& settings, bool read_only)
    : store_(std::make_unique<ServerDatabase>(settings), OpeningOf(settings, read_only)) {}

}  // namespace dashflow::mysql
