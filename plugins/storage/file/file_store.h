// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store.hpp>
#include <dashflow/store_care.hpp>
#include <dashflow/store_writer.hpp>
#include <memory>
#include <string_view>

#include "plugins/storage/file/view.h"
#include "plugins/storage/file/write/session.h"
#include "plugins/storage/local_disk/lock_file.h"

namespace dashflow::file {

// A store in one folder, to look at: README.md. [any-thread]
class FileStore : public sdk::Store<FileStore> {
 public:
  static constexpr auto spec =
      sdk::StoreSpec("file")
          .Doc("Keeps everything in one readable journal in a folder, synced at every commit.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["url"],"properties":{
"url":{"type":"string","pattern":"^file:.+","description":"file:FOLDER; the folder is made when it is missing"},
"garbage_mib":{"type":"integer","minimum":0,"maximum":1048576,"default":16,"description":"how much the journal may exceed twice what is in the store before it is written anew, MiB"}}})")
          .Gives(sdk::Durability::kDurable);

  FileStore(const sdk::Config& config, bool read_only);

  void Commit(sdk::StoreCommit commit);
  bool Get(std::string_view space, std::string_view key, sdk::StoreSink sink);
  void Scan(const sdk::StoreScan& scan, sdk::StoreSink sink);
  void Read(const sdk::StoreRange& range, sdk::StoreSink sink);
  bool GetBlob(std::string_view hash, sdk::StoreSink sink);
  static std::int64_t Now();

  sdk::StoreAbout Describe();
  void Verify(const sdk::StoreWatch& watch);
  void Backup(const std::string& file, const sdk::StoreWatch& watch);
  void Vacuum(const sdk::StoreWatch& watch);
  void Blobs(sdk::StoreSink sink);
  static sdk::StoreUpgrade Upgrade(const sdk::Config& config, bool dry_run);
  static std::string Restore(const sdk::Config& config, const std::string& file,
                             const sdk::StoreWatch& watch);

 private:
  // Let go in reverse: the writer, then the view, then the lock.
  std::unique_ptr<local_disk::LockFile> lock_;  // null when read-only, as the writer is
  std::unique_ptr<View> view_;
  std::unique_ptr<sdk::StoreWriter<Session>> writer_;
};

}  // namespace dashflow::file
