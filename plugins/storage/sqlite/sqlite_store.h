// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store.hpp>
#include <dashflow/store_care.hpp>
#include <dashflow/store_writer.hpp>
#include <memory>
#include <string_view>

#include "plugins/storage/local_disk/lock_file.h"
#include "plugins/storage/sql/pool.h"
#include "plugins/storage/sqlite/options.h"
#include "plugins/storage/sqlite/read/reader.h"
#include "plugins/storage/sqlite/sql/sql_error.h"
#include "plugins/storage/sqlite/write/write_session.h"

namespace dashflow::sqlite {

// A store in one SQLite database: README.md. [any-thread]
class SqliteStore : public sdk::Store<SqliteStore> {
 public:
  static constexpr auto spec =
      sdk::StoreSpec("sqlite")
          .Doc("Keeps everything in one SQLite database on a local disk, synced at every commit.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["url"],"properties":{
"url":{"type":"string","pattern":"^sqlite:.+","description":"sqlite:PATH; the file is made when it is missing"},
"readers":{"type":"integer","minimum":1,"maximum":64,"default":4,"description":"connections that read at the same time"},
"cache_mib":{"type":"integer","minimum":1,"maximum":4096,"default":32,"description":"page cache of the writer, MiB"},
"checkpoint_pages":{"type":"integer","minimum":10,"maximum":1000000,"default":1000,"description":"pages of 8 KiB in the write-ahead log before they move into the database"},
"max_mib":{"type":"integer","minimum":0,"default":0,"description":"limit of the database, MiB; 0 = the disk"}}})")
          .Gives(sdk::Durability::kDurable);

  SqliteStore(const sdk::Config& config, bool read_only);

  void Commit(sdk::StoreCommit commit);
  bool Get(std::string_view space, std::string_view key, sdk::StoreSink sink);
  void Scan(const sdk::StoreScan& scan, sdk::StoreSink sink);
  void Read(const sdk::StoreRange& range, sdk::StoreSink sink);
  bool GetBlob(std::string_view hash, sdk::StoreSink sink);
  std::int64_t Now() const;

  sdk::StoreAbout Describe();
  void Verify(const sdk::StoreWatch& watch);
  void Backup(const std::string& file, const sdk::StoreWatch& watch);
  void Vacuum(const sdk::StoreWatch& watch);
  void Blobs(sdk::StoreSink sink);
  static sdk::StoreUpgrade Upgrade(const sdk::Config& config, bool dry_run);
  static std::string Restore(const sdk::Config& config, const std::string& file,
                             const sdk::StoreWatch& watch);

 private:
  using Readers = sql::Pool<Reader, SqlError>;

  static std::unique_ptr<Readers> MakeReaders(const Options& options);
  std::unique_ptr<WriteSession> OpenSession(const Options& options);

  std::string path_;
  // Let go in reverse: the writer, then the readers, then the lock.
  std::unique_ptr<local_disk::LockFile> lock_;  // null when read-only, as the writer is
  std::unique_ptr<Readers> readers_;
  std::unique_ptr<sdk::StoreWriter<WriteSession>> writer_;
};

}  // namespace dashflow::sqlite
