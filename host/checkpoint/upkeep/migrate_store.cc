// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/migrate_store.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/base/failpoint.h"
#include "host/checkpoint/care/store_filler.h"
#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/document/document.h"
#include "host/checkpoint/envelope/envelope.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/upkeep/copy_check.h"
#include "host/checkpoint/upkeep/spaces.h"
#include "host/checkpoint/upkeep/unfinished_copy.h"

namespace dashflow::checkpoint {
namespace {

using Terms = std::vector<std::string>;

Result<Terms> NoTerms(const StoredEntry&) { return Terms(); }

Result<Terms> ThreadTerms(const StoredEntry& entry) {
  DF_ASSIGN(const auto record, DecodeThread(entry.key.view(), entry.bytes.view(), entry.rev));
  Terms terms;
  SetThreadTerms(record, terms);
  return terms;
}

Result<Terms> RunTerms(const StoredEntry& entry) {
  DF_ASSIGN(const auto record, DecodeRun(entry.key.view(), entry.bytes.view()));
  Terms terms;
  SetRunTerms(record, terms);
  return terms;
}

Result<Terms> NamespaceTerms(const StoredEntry& entry) {
  DF_TRY(DecodeNamespace(entry.key.view(), entry.bytes.view()));
  return Terms();
}

Result<Terms> CrashTerms(const StoredEntry& entry) {
  DF_TRY(DecodeCrash(entry.key.view(), entry.bytes.view()));
  return Terms();
}

using TermsOf = Result<Terms> (*)(const StoredEntry&);

class Migration {
 public:
  Migration(Store& from, Store& to, const MigrationWatcher& watcher)
      : from_(from), to_(to), watcher_(watcher), filler_(to, "copy store") {}

  Result<Migrated> Run();

 private:
  Status CopyDefinitions();
  Status CopyLogs();
  Status CopyStream(std::uint64_t stream);
  Result<std::string_view> Repack(std::string_view content);
  Status PutBlobs(const std::vector<Operation>& blobs);
  Result<std::uint64_t> CopyRecords(std::string_view space, TermsOf terms_of);
  Status CopyDocuments(std::string_view space);
  Status CopyRecordsOfRuns();

  Store& from_;
  Store& to_;
  const MigrationWatcher& watcher_;
  StoreFiller filler_;
  Envelope envelope_;
  CopyCheck check_;
  std::set<std::string> blobs_;
  Migrated migrated_;
};

Result<std::string> ReadCounter(Store& store) {
  std::string counter;
  const StoreCode code = store.Get(kCounterSpace, kStreamKey, [&counter](const StoredEntry& entry) {
    counter = entry.bytes.view();
    return true;
  });
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store, "copy store");
  return counter;
}

Result<Migrated> Migration::Run() {
  DF_TRY(CheckComplete(from_));
  DF_TRY(MakeRoom(to_));
  DF_ASSIGN(const std::string counter, ReadCounter(from_));
  DF_TRY(MarkUnfinished(filler_, counter));
  DF_TRY(CopyDefinitions());
  DF_TRY(CopyLogs());
  DF_TRY(CopyRecordsOfRuns());
  DF_TRY(filler_.Flush());
  DF_FAILPOINT("migrate.before_end");
  DF_TRY(check_.Confirm(to_));
  DF_TRY(MarkFinished(filler_));
  return migrated_;
}

// As this build stores it there, with its blobs put; good until the next.
Result<std::string_view> Migration::Repack(std::string_view content) {
  envelope_.Open() += content;
  std::vector<Operation> blobs;
  const std::string_view stored = envelope_.Seal(blobs, PackingFor(to_));
  DF_TRY(PutBlobs(blobs));
  return stored;
}

Status Migration::PutBlobs(const std::vector<Operation>& blobs) {
  for (const Operation& blob : blobs) {
    if (!blobs_.emplace(blob.key.view()).second) continue;
    ++migrated_.blobs;
    DF_TRY(filler_.PutBlob(blob.key.view(), blob.bytes.view()));
  }
  return Ok();
}

Status Migration::CopyDefinitions() {
  return VisitRecords(from_, kDefinitionSpace, [this](const StoredEntry& entry) -> Status {
    DF_ASSIGN(const std::string content, OpenEnvelope(entry.bytes.view(), from_));
    DF_ASSIGN(const std::string_view stored, Repack(content));
    check_.Note(kDefinitionSpace);
    return filler_.Put(kDefinitionSpace, entry.key.view(), stored);
  });
}

Status Migration::CopyLogs() {
  DF_ASSIGN(const auto threads, Directory(from_).List({}));
  migrated_.all_threads = threads.size();
  for (const ThreadRecord& thread : threads) {
    DF_ASSIGN(const auto streams, AllStreamsOf(from_, thread));
    for (const std::uint64_t stream : streams) DF_TRY(CopyStream(stream));
    ++migrated_.threads;
    watcher_(migrated_);
  }
  return Ok();
}

Status Migration::CopyStream(std::uint64_t stream) {
  std::uint64_t last = 0;
  const auto copy = [&](const Position& at, const Entry&, std::string_view content) -> Status {
    if (at.seq != ++last)
      return LocateEntry(Error("store_damaged", "a log entry is missing"), {stream, last});
    DF_ASSIGN(const std::string_view stored, Repack(content));
    ++migrated_.entries;
    watcher_(migrated_);
    return filler_.Append(stream, at.seq, stored);
  };
  DF_TRY(VisitEntries(from_, stream, 1, copy));
  check_.Note(stream, last);
  return Ok();
}

Result<std::uint64_t> Migration::CopyRecords(std::string_view space, TermsOf terms_of) {
  std::uint64_t count = 0;
  DF_TRY(VisitRecords(from_, space, [&](const StoredEntry& entry) -> Status {
    DF_ASSIGN(const Terms terms, terms_of(entry));
    ++count;
    check_.Note(space);
    return filler_.Put(space, entry.key.view(), entry.bytes.view(), terms);
  }));
  return count;
}

// Those that expire are not counted: they may be gone before the copy is counted.
Status Migration::CopyDocuments(std::string_view space) {
  return VisitRecords(from_, space, [&](const StoredEntry& entry) -> Status {
    DF_ASSIGN(const Document document, DecodeDocument(entry));
    if (document.expires == WallTime()) check_.Note(space);
    return filler_.Put(space, document.key, entry.bytes.view(), document.terms, document.expires);
  });
}

// A thread comes last: it is there when all that it has is.
Status Migration::CopyRecordsOfRuns() {
  DF_TRY(CopyRecords(kCounterSpace, NoTerms));
  DF_TRY(CopyRecords(kNamespaceSpace, NamespaceTerms));
  DF_ASSIGN(migrated_.runs, CopyRecords(kRunSpace, RunTerms));
  DF_TRY(CopyRecords(kCrashSpace, CrashTerms));
  for (const std::string_view space : kDocumentSpaces) DF_TRY(CopyDocuments(space));
  DF_TRY(CopyRecords(kThreadSpace, ThreadTerms));
  return Ok();
}

}  // namespace

Result<Migrated> MigrateStore(Store& from, Store& to, const MigrationWatcher& watcher) {
  return Migration(from, to, watcher).Run();
}

}  // namespace dashflow::checkpoint
