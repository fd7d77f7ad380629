// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/care/server_care.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/sql/care/row_check.h"
#include "plugins/storage/sql/opening/layout.h"
#include "plugins/storage/sql/opening/open_failure.h"

namespace dashflow::sql {
namespace {

// Runs `body` on a connection; what the server says becomes what the host hears.
template <class Body>
auto OnConnection(const Database& database, Body body) {
  try {
    const auto connection = database.Connect();
    return body(*connection);
  } catch (const Failure& failure) {
    throw OpenFailure(database.name(), failure);
  }
}

sdk::StoreAbout::Amount AmountIn(Connection& connection, std::string_view table,
                                 std::string_view size) {
  std::string sql("SELECT COUNT(*), COALESCE(SUM(");
  sql.append(size).append("), 0) FROM ").append(table);
  sdk::StoreAbout::Amount amount;
  const auto row = connection.Prepare(sql);
  row->Each([&] {
    amount = {row->Unsigned(0), row->Unsigned(1)};
    return false;
  });
  return amount;
}

}  // namespace

sdk::StoreAbout DescribeServer(const Database& database) {
  return OnConnection(database, [&](Connection& connection) {
    const LayoutVersion layout = Layout::Find(database, connection);
    const auto disk = connection.Prepare(database.disk_bytes_sql())->Look();
    return sdk::StoreAbout{
        .layout = sdk::StoreAbout::Layout{layout.layout, Layout::Newest(database),
                                          layout.min_reader, layout.min_writer},
        .records = AmountIn(connection, "df_record", "size"),
        .log = AmountIn(connection, "df_log", "size"),
        .blobs = AmountIn(connection, "df_blob", "OCTET_LENGTH(bytes)"),
        .disk_bytes = static_cast<std::uint64_t>(disk.value_or(0)),
    };
  });
}

void VerifyServer(const Database& database, const sdk::StoreWatch& watch) {
  OnConnection(database, [&](Connection& connection) { RowCheck(connection, watch).Run(); });
}

void ListBlobsOfServer(const Database& database, const sdk::StoreSink& sink) {
  OnConnection(database, [&](Connection& connection) {
    const auto rows =
        connection.Prepare("SELECT hash FROM df_blob WHERE hash > ? ORDER BY hash LIMIT 4096");
    std::string last;
    for (std::vector<std::string> page;; last = page.back()) {
      page.clear();
      std::string_view behind = last;
      rows->Each([&] { return page.emplace_back(rows->Bytes(0)), true; }, behind);
      if (page.empty()) return;
      for (const std::string& hash : page)
        if (!sink({hash, {}, 0, 0})) return;
    }
  });
}

sdk::StoreUpgrade UpgradeServer(const Database& database, bool dry_run) {
  return OnConnection(database, [&](Connection& connection) {
    const LayoutVersion layout = Layout::Find(database, connection);
    Layout::CheckMayWrite(database, layout);
    sdk::StoreUpgrade plan{.from = layout.layout, .to = Layout::Newest(database)};
    if (plan.from >= plan.to) plan.to = plan.from;
    if (dry_run || plan.from == plan.to) return plan;
    Layout::Upgrade(database);
    plan.done = true;
    return plan;
  });
}

}  // namespace dashflow::sql
