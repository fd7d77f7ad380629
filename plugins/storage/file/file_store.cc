// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/file_store.h"

#include <dashflow/service/clock.hpp>
#include <dashflow/service/log.hpp>
#include <string>
#include <utility>

#include "plugins/storage/local_disk/folders.h"

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
  view_ = std::make_unique<View>(Names(options.folder), read_only, complain);
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

std::int64_t FileStore::Now() { return sdk::WallClock::now().time_since_epoch().count(); }

}  // namespace dashflow::file
