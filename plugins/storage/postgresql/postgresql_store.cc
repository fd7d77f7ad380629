// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/postgresql_store.h"

#include <array>
#include <memory>

#include "plugins/storage/postgresql/server_database.h"

namespace dashflow::postgresql {
namespace {

constexpr auto kSettings = std::to_array<sql::KnownSetting>({
    {"password", ""},
    {"schema", "dashflow"},
    {"migrate", "never"},
    {"readers", "4"},
    {"connect_timeout_s", "5"},
    {"statement_timeout_ms", "30000"},
    {"tls", "prefer"},
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

PostgresqlStore::PostgresqlStore(const sdk::Config& config, bool read_only)
    : PostgresqlStore(sql::Settings(config, "postgresql", kSettings), read_only) {}

PostgresqlStore::PostgresqlStore(const sql::Settings& settings, bool read_only)
    : store_(std::make_unique<ServerDatabase>(settings), OpeningOf(settings, read_only)) {}

}  // namespace dashflow::postgresql
