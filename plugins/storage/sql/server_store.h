// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <dashflow/store_writer.hpp>
#include <memory>
#include <string_view>

#include "plugins/storage/sql/database/database.h"
#include "plugins/storage/sql/opening/connect_gate.h"
#include "plugins/storage/sql/opening/server_clock.h"
#include "plugins/storage/sql/opening/settings.h"
#include "plugins/storage/sql/pool.h"
#include "plugins/storage/sql/read/reader.h"
#include "plugins/storage/sql/write/server_session.h"

namespace dashflow::sql {

// A store in the tables of a database server: README.md. [any-thread]
class ServerStore {
 public:
  struct Opening {
    std::size_t readers = 4;
    Migrate migrate = Migrate::kNever;
    bool read_only = false;
  };

  // Throws StoreError.
  ServerStore(std::unique_ptr<Database> database, const Opening& opening);

  void Commit(sdk::StoreCommit commit);
  bool Get(std::string_view space, std::string_view key, sdk::StoreSink sink);
  void Scan(const sdk::StoreScan& scan, sdk::StoreSink sink);
  void Read(const sdk::StoreRange& range, sdk::StoreSink sink);
  bool GetBlob(std::string_view hash, sdk::StoreSink sink);
  std::int64_t Now() const { return clock_.Now(); }
  const Database& database() const { return *database_; }

 private:
  using Readers = Pool<Reader, Failure>;

  std::unique_ptr<Connection> FirstConnection(Migrate migrate) const;
  std::unique_ptr<Connection> ConnectAgain();
  void WarnOfCarelessness(Connection& connection) const;
  template <class Use>
  auto Ask(Use use);

  const std::unique_ptr<Database> database_;
  ConnectGate gate_;
  ServerClock clock_;
  Readers readers_;
  std::unique_ptr<sdk::StoreWriter<ServerSession>> writer_;  // null when read-only; goes first
};

}  // namespace dashflow::sql
