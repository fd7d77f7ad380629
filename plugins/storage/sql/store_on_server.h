// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <dashflow/store.hpp>
#include <dashflow/store_care.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "plugins/storage/sql/care/server_care.h"
#include "plugins/storage/sql/server_store.h"

namespace dashflow::sql {

// What the plugins of servers have in common: a ServerStore on a Database, made from settings.
// [any-thread]
template <class Self, class Database>
class StoreOnServer : public sdk::Store<Self> {
 public:
  void Commit(sdk::StoreCommit commit) { store_.Commit(std::move(commit)); }
  bool Get(std::string_view space, std::string_view key, sdk::StoreSink sink) {
    return store_.Get(space, key, sink);
  }
  void Scan(const sdk::StoreScan& scan, sdk::StoreSink sink) { store_.Scan(scan, sink); }
  void Read(const sdk::StoreRange& range, sdk::StoreSink sink) { store_.Read(range, sink); }
  bool GetBlob(std::string_view hash, sdk::StoreSink sink) { return store_.GetBlob(hash, sink); }
  std::int64_t Now() const { return store_.Now(); }

  sdk::StoreAbout Describe() { return DescribeServer(store_.database()); }
  void Verify(const sdk::StoreWatch& watch) { VerifyServer(store_.database(), watch); }
  void Blobs(sdk::StoreSink sink) { ListBlobsOfServer(store_.database(), sink); }
  static sdk::StoreUpgrade Upgrade(const sdk::Config& config, bool dry_run) {
    return UpgradeServer(Database(Self::SettingsOf(config)), dry_run);
  }
  // What a server has tools of its own for.
  void Backup(const std::string&, const sdk::StoreWatch&) {
    throw Unsupported("back itself up to a file", Database::kBackupAdvice);
  }
  void Vacuum(const sdk::StoreWatch&) {
    throw Unsupported("give back space", Database::kVacuumAdvice);
  }
  static std::string Restore(const sdk::Config&, const std::string&, const sdk::StoreWatch&) {
    throw Unsupported("restore itself from a file", Database::kRestoreAdvice);
  }

 protected:
  // Throws StoreError.
  StoreOnServer(const Settings& settings, bool read_only)
      : store_(std::make_unique<Database>(settings),
               {.readers = static_cast<std::size_t>(settings.Number("readers", 1, 64)),
                .migrate = settings.migrate(),
                .read_only = read_only}) {}

 private:
  static sdk::StoreError Unsupported(const std::string& what, std::string_view advice) {
    return sdk::StoreError("store_unsupported", "A store on a server does not " + what + ".")
        .Cause("its server has tools for that, which do it better")
        .Fix(std::string(advice));
  }

  ServerStore store_;
};

}  // namespace dashflow::sql
