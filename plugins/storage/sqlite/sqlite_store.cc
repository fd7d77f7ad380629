// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/sqlite_store.h"

#include <dashflow/service/clock.hpp>
#include <dashflow/service/log.hpp>
#include <string>
#include <utility>
#include <vector>

#include "plugins/storage/local_disk/fresh_file.h"
#include "plugins/storage/sqlite/care/care_failure.h"
#include "plugins/storage/sqlite/care/copy_database.h"
#include "plugins/storage/sqlite/care/describe.h"
#include "plugins/storage/sqlite/care/restore.h"
#include "plugins/storage/sqlite/care/upgrade.h"
#include "plugins/storage/sqlite/care/verify.h"
#include "plugins/storage/sqlite/open_failure.h"
#include "plugins/storage/sqlite/opening.h"
#include "plugins/storage/sqlite/sql/sql_error.h"

namespace dashflow::sqlite {
namespace {

// Runs a read; what SQLite says becomes what the host hears.
template <class Body>
auto Reading(Body body) {
  try {
    return body();
  } catch (const SqlError& error) {
    const bool damaged =
        error.trouble() == Trouble::kDamaged || error.trouble() == Trouble::kNotADatabase;
    throw sdk::StoreError(damaged ? sdk::StoreStatus::kDamaged : sdk::StoreStatus::kUnavailable,
                          error.what());
  }
}

bool HandOut(const std::optional<sql::Row>& row, sdk::StoreSink sink) {
  if (row) sink(row->entry());
  return row.has_value();
}

}  // namespace

SqliteStore::SqliteStore(const sdk::Config& config, bool read_only) {
  Options options = Options::From(config);
  path_ = options.path;
  if (read_only) {
    CheckReadable(options.path);
    readers_ = MakeReaders(options);
    return;
  }
  options.path = path_ = PreparePath(options.path);
  lock_ = std::make_unique<local_disk::LockFile>(options.path + ".lock");
  readers_ = MakeReaders(options);
  try {
    writer_ = std::make_unique<sdk::StoreWriter<WriteSession>>(OpenSession(options));
  } catch (const SqlError& error) {
    throw OpenFailure(options.path, error);
  }
}

std::unique_ptr<SqliteStore::Readers> SqliteStore::MakeReaders(const Options& options) {
  return std::make_unique<Readers>([path = options.path] { return std::make_unique<Reader>(path); },
                                   static_cast<std::size_t>(options.readers));
}

std::unique_ptr<WriteSession> SqliteStore::OpenSession(const Options& options) {
  return std::make_unique<WriteSession>(
      options, WriteSession::Surroundings{
                   .now = [this] { return Now(); },
                   .close_readers = [this] { readers_->CloseIdle(); },
                   .complain =
                       [path = options.path](const std::string& what) {
                         sdk::Log(sdk::LogLevel::kWarning, path + ": " + what);
                       },
               });
}

void SqliteStore::Commit(sdk::StoreCommit commit) {
  if (writer_ != nullptr) return writer_->Submit(std::move(commit));
  for (std::size_t i = 0; i < commit.size(); ++i) commit[i].Fail(sdk::StoreStatus::kInvalid);
  commit.Explain("the store is open for reading only");
}

bool SqliteStore::Get(std::string_view space, std::string_view key, sdk::StoreSink sink) {
  return HandOut(Reading([&] {
                   return readers_->With(
                       [&](Reader& reader) { return reader.records().Get(space, key, Now()); });
                 }),
                 sink);
}

void SqliteStore::Scan(const sdk::StoreScan& scan, sdk::StoreSink sink) {
  Reading([&] {
    sdk::AnswerInPages(scan, sink, [&](const sdk::StoreScan& rest) {
      return readers_->With([&](Reader& reader) { return reader.records().Scan(rest, Now()); });
    });
  });
}

void SqliteStore::Read(const sdk::StoreRange& range, sdk::StoreSink sink) {
  Reading([&] {
    sdk::AnswerInPages(range, sink, [&](const sdk::StoreRange& rest) {
      return readers_->With([&](Reader& reader) { return reader.Read(rest); });
    });
  });
}

bool SqliteStore::GetBlob(std::string_view hash, sdk::StoreSink sink) {
  return HandOut(
      Reading([&] { return readers_->With([&](Reader& reader) { return reader.GetBlob(hash); }); }),
      sink);
}

std::int64_t SqliteStore::Now() const { return sdk::WallClock::now().time_since_epoch().count(); }

sdk::StoreAbout SqliteStore::Describe() { return DescribeDatabase(path_); }

void SqliteStore::Verify(const sdk::StoreWatch& watch) { VerifyDatabase(path_, watch); }

void SqliteStore::Backup(const std::string& file, const sdk::StoreWatch& watch) {
  local_disk::FreshFile fresh(file, local_disk::FreshFile::Place::kFree);
  CopyDatabase(path_, fresh.unfinished(), watch);
  fresh.Finish();
}

void SqliteStore::Vacuum(const sdk::StoreWatch& watch) {
  if (writer_ == nullptr) throw sdk::StoreError("usage", path_ + " is open for reading only.");
  Caring(path_, [&] { writer_->Between([&](WriteSession& session) { session.Vacuum(watch); }); });
}

void SqliteStore::Blobs(sdk::StoreSink sink) {
  std::string last;
  for (std::vector<std::string> page;; last = page.back()) {
    page = Reading(
        [&] { return readers_->With([&](Reader& reader) { return reader.BlobsBehind(last); }); });
    if (page.empty()) return;
    for (const std::string& hash : page)
      if (!sink({hash, {}, 0, 0})) return;
  }
}

sdk::StoreUpgrade SqliteStore::Upgrade(const sdk::Config& config, bool dry_run) {
  return UpgradeDatabase(Options::From(config).path, dry_run);
}

std::string SqliteStore::Restore(const sdk::Config& config, const std::string& file,
                                 const sdk::StoreWatch& watch) {
  const std::string path = PreparePath(Options::From(config).path);
  const local_disk::LockFile lock(path + ".lock");
  return RestoreDatabase(path, file, watch);
}

}  // namespace dashflow::sqlite
