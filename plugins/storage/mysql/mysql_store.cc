// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/mysql/mysql_store.h"

#include <array>

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

}  // namespace

MysqlStore::MysqlStore(const sdk::Config& config, bool read_only)
    : StoreOnServer(SettingsOf(config), read_only) {}

sql::Settings MysqlStore::SettingsOf(const sdk::Config& config) {
  return {config, "mysql", kSettings};
}

}  // namespace dashflow::mysql
