// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/opening/server_clock.h"

#include <dashflow/service/clock.hpp>

namespace dashflow::sql {
namespace {

std::int64_t HostTime() { return sdk::WallClock::now().time_since_epoch().count(); }

}  // namespace

void ServerClock::Set(const Database& database, Connection& connection) {
  const auto ask = connection.Prepare(database.now_sql());
  const std::int64_t before = HostTime();
  const std::int64_t server = ask->Look().value_or(before);
  ahead_ = server - (before + (HostTime() - before) / 2);
}

std::int64_t ServerClock::Now() const { return HostTime() + ahead_; }

}  // namespace dashflow::sql
