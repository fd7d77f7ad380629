// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/file_store.h"

#include <dashflow/service/clock.hpp>
#include <dashflow/service/log.hpp>
#include <string>
#include <utility>
#include <vector>

#include "plugins/storage/file/care/describe.h"
#include "plugins/storage/file/care/restore.h"
#include "plugins/storage/file/care/verify.h"
#include "plugins/storage/local_disk/folders.h"
#include "plugins/storage/local_disk/fresh_file.h"

namespace dashflow::file {
namespace {

bool HandOut(const std::optional<LoadedRow>& row, sdk::StoreSink sink) {
  if (row) sink(row->entry());
  return row.has_value();
}

}  // namespace

FileStore::FileStore(const sdk::Config& config, bool read_only) {
  Options options = Options::From(config);
  const auto complain = [folder = options.folder](const std::string& what) {
    sdk::Log(sdk::LogLevel::kWarning, folder + ": " + what);
  };
  if (!read_only) {
    local_disk::MakeFolders(options.folder);
    options.folder = local_disk::CanonicalPath(options.folder);
    lock_ = std::make_unique<local_disk::LockFile>(Names(options.folder).lock);
  }
  const Names names = read_only ? Names::ToRead(options.folder) : Names(options.folder);
  view_ = std::make_unique<View>(names, read_only, complain);
  if (read_only) return;
  writer_ = std::make_unique<sdk::StoreWriter<Session>>(std::make_unique<Session>(
      *view_, options, Session::Surroundings{.now = &Now, .complain = complain}));
}

void FileStore::Commit(sdk::StoreCommit commit) {
  if (writer_ != nullptr) return writer_->Submit(std::move(commit));
  for (std::size_t i = 0; i < commit.size(); ++i) commit[i].Fail(sdk::StoreStatus::kInvalid);
  commit.Explain("the store is open for reading only");
}

bool FileStore::Get(std::string_view space, std::string_view key, sdk::StoreSink sink) {
  return HandOut(view_->Get(space, key, Now()), sink);
}

void FileStore::Scan(const sdk::StoreScan& scan, sdk::StoreSink sink) {
  sdk::AnswerInPages(scan, sink,
                     [&](const sdk::StoreScan& rest) { return view_->Scan(rest, Now()); });
}

void FileStore::Read(const sdk::StoreRange& range, sdk::StoreSink sink) {
  sdk::AnswerInPages(range, sink, [&](const sdk::StoreRange& rest) { return view_->Read(rest); });
}

bool FileStore::GetBlob(std::string_view hash, sdk::StoreSink sink) {
  return HandOut(view_->GetBlob(hash), sink);
}

sdk::StoreAbout FileStore::Describe() {
  sdk::StoreAbout about;
  view_->Look(
      [&](const Index& index, const Journal& journal) { about = DescribeJournal(index, journal); });
  return about;
}

void FileStore::Verify(const sdk::StoreWatch& watch) {
  std::unique_ptr<Verification> verification;
  view_->Look([&](const Index& index, const Journal& journal) {
    verification = std::make_unique<Verification>(index, journal);
  });
  verification->Run(watch);
}

void FileStore::Backup(const std::string& file, const sdk::StoreWatch& watch) {
  local_disk::FreshFile fresh(file, local_disk::FreshFile::Place::kFree);
  view_->Look([&](const Index& index, const Journal& journal) {
    CopyJournal(fresh.unfinished(), journal, index, watch);
  });
  fresh.Finish();
}

void FileStore::Vacuum(const sdk::StoreWatch& watch) {
  if (writer_ == nullptr) throw sdk::StoreError("usage", "The store is open for reading only.");
  writer_->Between([&](Session& session) { session.Vacuum(watch); });
}

void FileStore::Blobs(sdk::StoreSink sink) {
  std::vector<std::string> hashes;
  view_->Look([&](const Index& index, const Journal&) {
    for (const auto& [hash, blob] : index.blobs()) hashes.push_back(hash);
  });
  for (const std::string& hash : hashes)
    if (!sink({hash, {}, 0, 0})) return;
}

sdk::StoreUpgrade FileStore::Upgrade(const sdk::Config& config, bool) {
  const FileStore store(config, true);
  return {.from = kJournalLayout, .to = kJournalLayout};
}

std::string FileStore::Restore(const sdk::Config& config, const std::string& file,
                               const sdk::StoreWatch& watch) {
  const std::string folder = Options::From(config).folder;
  local_disk::MakeFolders(folder);
  const Names names(local_disk::CanonicalPath(folder));
  const local_disk::LockFile lock(names.lock);
  return RestoreJournal(names, file, watch);
}

std::int64_t FileStore::Now() { return sdk::WallClock::now().time_since_epoch().count(); }

}  // namespace dashflow::file
