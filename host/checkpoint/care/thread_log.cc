// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/thread_log.h"

#include <algorithm>
#include <utility>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/entry_chain.h"
#include "host/checkpoint/envelope/envelope.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/checkpoint/upkeep/spaces.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint64_t kPage = 64;  // entries that are read at a time
constexpr std::uint64_t kLastSeq = INT64_MAX;

using Page = std::vector<std::pair<std::uint64_t, std::string>>;

Result<Page> ReadPage(Store& store, std::uint64_t stream, std::uint64_t from,
                      std::uint64_t limit = kPage) {
  Page page;
  const StoreCode code =
      store.Read(stream, from, kLastSeq, false, limit, [&page](const StoredEntry& entry) {
        page.emplace_back(entry.seq, entry.bytes.view());
        return true;
      });
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store, "read thread");
  return page;
}

Status SpareDefinitions(Store& store, std::set<std::string>& blobs) {
  return VisitRecords(store, kDefinitionSpace, [&blobs](const StoredEntry& entry) {
    for (const std::string_view hash : BlobsOf(entry.bytes.view())) blobs.erase(std::string(hash));
    return Ok();
  });
}

}  // namespace

Result<Entry> DecodeStored(std::string_view stored, Store& store) {
  DF_ASSIGN(const std::string content, OpenEnvelope(stored, store));
  return DecodeEntry(content);
}

Result<std::vector<std::uint64_t>> StreamsOf(Store& store, const ThreadRecord& record) {
  std::vector<std::uint64_t> streams;
  for (std::uint64_t stream = record.stream; stream != 0;) {
    DF_ASSIGN(const Page page, ReadPage(store, stream, 1, 1));
    if (page.empty()) break;
    streams.push_back(stream);
    DF_ASSIGN(const Entry begin, DecodeStored(page.front().second, store));
    stream = begin.previous;
  }
  return streams;
}

Result<std::vector<std::uint64_t>> AllStreamsOf(Store& store, const ThreadRecord& record) {
  DF_ASSIGN(auto streams, StreamsOf(store, record));
  std::set<std::uint64_t> called;
  DF_TRY(NamespaceDirectory(store).Visit(record.id, [&called](const NamespaceRecord& call) {
    called.insert(call.stream);
    return true;
  }));
  streams.insert(streams.end(), called.begin(), called.end());
  return streams;
}

Status VisitStored(Store& store, std::uint64_t stream, std::uint64_t from,
                   const StoredVisitor& take) {
  for (;;) {
    DF_ASSIGN(const Page page, ReadPage(store, stream, from));
    for (const auto& [seq, stored] : page) DF_TRY(take(seq, stored));
    if (page.size() < kPage) return Ok();
    from = page.back().first + 1;
  }
}

Status VisitEntries(Store& store, std::uint64_t stream, std::uint64_t from,
                    const EntryVisitor& take) {
  EntryChain chain;
  return VisitStored(store, stream, from,
                     [&](std::uint64_t seq, std::string_view stored) -> Status {
                       const Position at{stream, seq};
                       const auto content = OpenEnvelope(stored, store);
                       if (content.has_error()) return LocateEntry(content.error(), at);
                       auto entry = DecodeEntry(*content);
                       if (entry.has_error()) return LocateEntry(entry.error(), at);
                       DF_TRY(chain.Follow(at, *entry));
                       return take(at, std::move(entry).value(), *content);
                     });
}

Status AddBelongings(Store& store, std::uint64_t stream, Belongings& all) {
  return VisitStored(store, stream, 1, [&](std::uint64_t, std::string_view stored) -> Status {
    for (const std::string_view hash : BlobsOf(stored)) all.blobs.emplace(hash);
    DF_ASSIGN(Entry entry, DecodeStored(stored, store));
    if (!entry.run.empty()) all.runs.insert(std::move(entry.run));
    return Ok();
  });
}

Result<std::vector<RunRecord>> RunsOf(Store& store, const ThreadRecord& record,
                                      std::set<std::string> named) {
  std::vector<RunRecord> runs;
  named.insert(record.run);
  for (const std::string& id : named) {
    auto run = RunDirectory(store).Get(id);
    const bool is_there = run.has_value();
    if (!is_there && run.error().code() != "run_not_found") return run.error();
    if (is_there && run->thread == record.id) runs.push_back(std::move(run).value());
  }
  return runs;
}

Status SpareBlobs(Store& store, std::uint64_t stream, std::set<std::string>& blobs) {
  return VisitStored(store, stream, 1, [&blobs](std::uint64_t, std::string_view stored) {
    for (const std::string_view hash : BlobsOf(stored)) blobs.erase(std::string(hash));
    return Ok();
  });
}

Result<std::set<std::string>> UnusedBlobs(Store& store, std::set<std::string> blobs,
                                          const std::set<std::uint64_t>& gone) {
  if (blobs.empty()) return blobs;
  DF_TRY(SpareDefinitions(store, blobs));
  DF_ASSIGN(const auto threads, Directory(store).List({}));
  for (const ThreadRecord& thread : threads) {
    if (blobs.empty()) break;
    DF_ASSIGN(const auto streams, AllStreamsOf(store, thread));
    for (const std::uint64_t stream : streams) {
      if (!gone.contains(stream)) DF_TRY(SpareBlobs(store, stream, blobs));
    }
  }
  return blobs;
}

}  // namespace dashflow::checkpoint
