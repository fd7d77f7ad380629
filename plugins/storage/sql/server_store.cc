// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/server_store.h"

#include <dashflow/service/log.hpp>
#include <dashflow/store_paging.hpp>
#include <optional>
#include <string>
#include <utility>

#include "plugins/storage/sql/opening/layout.h"
#include "plugins/storage/sql/opening/open_failure.h"

namespace dashflow::sql {
namespace {

bool HandOut(const std::optional<Row>& row, sdk::StoreSink sink) {
  if (row) sink(row->entry());
  return row.has_value();
}

sdk::StoreError ReadFailure(const Failure& failure) {
  const bool is_damaged = failure.trouble() == Trouble::kDamaged;
  return {is_damaged ? sdk::StoreStatus::kDamaged : sdk::StoreStatus::kUnavailable, failure.what()};
}

}  // namespace

ServerStore::ServerStore(std::unique_ptr<Database> database, const Opening& opening)
    : database_(std::move(database)),
      gate_(*database_),
      readers_([this] { return std::make_unique<Reader>(gate_.Connect()); }, opening.readers) {
  try {
    auto connection = FirstConnection(opening.migrate);
    Layout::Prepare(*database_, *connection, opening.migrate, opening.read_only);
    clock_.Set(*database_, *connection);
    if (opening.read_only) return;
    WarnOfCarelessness(*connection);
    auto session = std::make_unique<ServerSession>(
        ServerSession::Surroundings{[this] { return ConnectAgain(); }, [this] { return Now(); }},
        std::move(connection));
    writer_ = std::make_unique<sdk::StoreWriter<ServerSession>>(std::move(session));
  } catch (const Failure& failure) {
    throw OpenFailure(database_->name(), failure);
  }
}

void ServerStore::WarnOfCarelessness(Connection& connection) const {
  const auto careless = connection.Prepare(database_->careless_sql());
  careless->Each([&] {
    sdk::Log(sdk::LogLevel::kWarning,
             database_->name() + " may lose what it has committed when its machine fails: " +
                 std::string(careless->Bytes(0)));
    return false;
  });
}

std::unique_ptr<Connection> ServerStore::FirstConnection(Migrate migrate) const {
  try {
    return database_->Connect();
  } catch (const Failure& failure) {
    if (failure.trouble() != Trouble::kMissing || migrate == Migrate::kNever) throw;
  }
  database_->Create();
  return database_->Connect();
}

std::unique_ptr<Connection> ServerStore::ConnectAgain() {
  auto connection = gate_.Connect();
  clock_.Set(*database_, *connection);
  return connection;
}

// Connections that were idle while the server was away are found dead one by one: they all go, and
// the question is asked once more.
template <class Use>
auto ServerStore::Ask(Use use) {
  try {
    return readers_.With(use);
  } catch (const Failure& failure) {
    if (failure.trouble() != Trouble::kLost) throw ReadFailure(failure);
  }
  readers_.CloseIdle();
  try {
    return readers_.With(use);
  } catch (const Failure& failure) {
    throw ReadFailure(failure);
  }
}

void ServerStore::Commit(sdk::StoreCommit commit) {
  if (writer_ != nullptr) return writer_->Submit(std::move(commit));
  for (std::size_t i = 0; i < commit.size(); ++i) commit[i].Fail(sdk::StoreStatus::kInvalid);
  commit.Explain("the store is open for reading only");
}

bool ServerStore::Get(std::string_view space, std::string_view key, sdk::StoreSink sink) {
  return HandOut(Ask([&](Reader& reader) { return reader.records().Get(space, key, Now()); }),
                 sink);
}

void ServerStore::Scan(const sdk::StoreScan& scan, sdk::StoreSink sink) {
  sdk::AnswerInPages(scan, sink, [&](const sdk::StoreScan& rest) {
    return Ask([&](Reader& reader) { return reader.records().Scan(rest, Now()); });
  });
}

void ServerStore::Read(const sdk::StoreRange& range, sdk::StoreSink sink) {
  sdk::AnswerInPages(range, sink, [&](const sdk::StoreRange& rest) {
    return Ask([&](Reader& reader) { return reader.Read(rest); });
  });
}

bool ServerStore::GetBlob(std::string_view hash, sdk::StoreSink sink) {
  return HandOut(Ask([&](Reader& reader) { return reader.GetBlob(hash); }), sink);
}

}  // namespace dashflow::sql
