// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/postgresql_store.h"

#include <array>

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

}  // namespace

PostgresqlStore::PostgresqlStore(const sdk::Config& config, bool read_only)
    : StoreOnServer(SettingsOf(config), read_only) {}

sql::Settings PostgresqlStore::SettingsOf(const sdk::Config& config) {
  return {config, "postgresql", kSettings};
}

}  // namespace dashflow::postgresql
