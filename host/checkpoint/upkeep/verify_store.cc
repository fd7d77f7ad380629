// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/verify_store.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "host/checkpoint/document/document.h"
#include "host/checkpoint/envelope/envelope.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/checkpoint/upkeep/identity.h"
#include "host/checkpoint/upkeep/spaces.h"
#include "host/checkpoint/upkeep/store_care.h"
#include "host/checkpoint/upkeep/stream_check.h"

namespace dashflow::checkpoint {
namespace {

bool IsDamage(const Error& error) { return error.code() == "store_damaged"; }

std::string Why(const Error& error) {
  return error.cause().empty() ? error.message() : error.message() + ": " + error.cause();
}

class Verification {
 public:
  Verification(Store& store, const VerifyWatcher& watcher) : store_(store), watcher_(watcher) {}

  Result<Verified> Run() {
    DF_TRY(LetItCheckItself());
    DF_TRY(CheckIdentity());
    DF_TRY(CheckSpace(kDefinitionSpace, &Verification::CheckDefinition));
    DF_TRY(CheckSpace(kRunSpace, &Verification::CheckRun));
    DF_TRY(CheckSpace(kThreadSpace, &Verification::CollectThread));
    DF_TRY(CheckSpace(kNamespaceSpace, &Verification::CollectCall));
    for (const std::string_view space : kDocumentSpaces)
      DF_TRY(CheckSpace(space, &Verification::CheckDocument));
    DF_TRY(CheckThreads());
    AddFindings();
    return std::move(verified_);
  }

 private:
  Status LetItCheckItself() {
    StoreCare* const care = CareOf(store_);
    if (care == nullptr) return verified_.checks_itself = false, Ok();
    const CareWatch watch{
        .progress =
            [this](std::uint64_t done, std::uint64_t all) {
              verified_.done = done;
              verified_.all = all;
              watcher_(verified_);
            },
        .found = [this](StoreFinding finding) { findings_.push_back(std::move(finding)); },
    };
    Status done = care->Verify(watch);
    if (!done.has_error()) return Ok();
    if (done.error().code() != "store_unsupported") return done;
    verified_.checks_itself = false;
    return Ok();
  }

  Status CheckIdentity() {
    const auto identity = ReadIdentity(store_);
    return identity.has_error() ? NoteRecord(kIdentitySpace, identity.error()) : Ok();
  }

  Status CheckDefinition(const StoredEntry& entry) {
    DF_TRY(OpenEnvelope(entry.bytes.view(), store_));
    return Ok();
  }

  Status CheckDocument(const StoredEntry& entry) {
    DF_TRY(DecodeDocument(entry));
    return Ok();
  }

  Status CheckRun(const StoredEntry& entry) {
    DF_ASSIGN(const auto run, DecodeRun(entry.key.view(), entry.bytes.view()));
    std::uint64_t& end = ends_[run.last.stream];
    end = std::max(end, run.last.seq);
    ++verified_.runs;
    return Ok();
  }

  Status CollectThread(const StoredEntry& entry) {
    DF_ASSIGN(const ThreadRecord record,
              DecodeThread(entry.key.view(), entry.bytes.view(), entry.rev));
    streams_[record.id].push_back(record.stream);
    ++verified_.all_threads;
    return Ok();
  }

  Status CollectCall(const StoredEntry& entry) {
    DF_ASSIGN(const auto call, DecodeNamespace(entry.key.view(), entry.bytes.view()));
    streams_[call.thread].push_back(call.stream);
    return Ok();
  }

  // A record that does not fit in is noted. One that the store itself cannot read ends the scan:
  // those behind it are found from the end.
  using Check = Status (Verification::*)(const StoredEntry&);
  Status CheckSpace(std::string_view space, Check check) {
    std::string last;
    const auto take = [&](const StoredEntry& entry) -> Status {
      last = entry.key.view();
      const Status done = (this->*check)(entry);
      return done.has_error() ? NoteRecord(last, done.error()) : Ok();
    };
    const Status forward = VisitRecords(store_, space, take);
    if (!forward.has_error()) return Ok();
    DF_TRY(NoteRecord(space, forward.error()));
    return VisitBehind(space, std::exchange(last, {}), take);
  }

  Status VisitBehind(std::string_view space, const std::string& seen, const RecordVisitor& take) {
    ScanRange range;
    range.space = space;
    range.from = seen;
    range.reverse = true;
    Status failure = Ok();
    const StoreCode code = store_.Scan(range, [&](const StoredEntry& entry) {
      if (entry.key.view() == seen) return false;
      failure = take(entry);
      return !failure.has_error();
    });
    if (failure.has_error() || code == StoreCode::kOk || code == StoreCode::kDamaged)
      return failure;
    return StoreError(code, store_, "verify store");
  }

  Status NoteRecord(std::string_view what, const Error& error) {
    if (!IsDamage(error)) return error;
    verified_.damages.push_back({std::string(what) + ": " + Why(error), {}, {}, {}});
    return Ok();
  }

  Status CheckThreads() {
    for (auto& [thread, streams] : streams_) {
      // A branch tells by its first entry which was before it.
      while (!streams.empty()) {
        const std::uint64_t stream = streams.back();
        streams.pop_back();
        if (!owners_.emplace(stream, thread).second) continue;
        DF_TRY(CheckLog(thread, stream, streams));
      }
      ++verified_.threads;
      watcher_(verified_);
    }
    return Ok();
  }

  Status CheckLog(const std::string& thread, std::uint64_t stream,
                  std::vector<std::uint64_t>& more) {
    std::uint64_t last = 0;
    Position checkpoint;
    const StreamListener listener{
        .whole =
            [&](const Position& at, const Entry& entry) {
              last = at.seq;
              if (HasState(entry)) checkpoint = at;
              if (entry.kind == EntryKind::kBegin && entry.previous != 0)
                more.push_back(entry.previous);
              ++verified_.entries;
              watcher_(verified_);
            },
        .damaged =
            [&](const Position& at, std::string why) {
              last = at.seq;
              damaged_.emplace(at.stream, at.seq);
              verified_.damages.push_back({std::move(why), thread, at, checkpoint});
            },
    };
    DF_TRY(CheckStream(store_, stream, listener));
    // A stream begins with its thread, and goes on at least to where its runs have ended.
    const std::uint64_t end = std::max<std::uint64_t>(ends_[stream], 1);
    if (last < end) {
      verified_.damages.push_back({"log entries up to " + std::to_string(end) + " are missing",
                                   thread,
                                   {stream, last + 1},
                                   checkpoint});
    }
    return Ok();
  }

  // What reading has shown by itself is told once.
  void AddFindings() {
    for (StoreFinding& finding : findings_) {
      if (damaged_.contains({finding.stream, finding.seq})) continue;
      const auto owner = owners_.find(finding.stream);
      verified_.damages.push_back({std::move(finding.what),
                                   owner == owners_.end() ? std::string() : owner->second,
                                   {finding.stream, finding.seq},
                                   {}});
    }
  }

  Store& store_;
  const VerifyWatcher& watcher_;
  Verified verified_;
  std::vector<StoreFinding> findings_;
  std::map<std::string, std::vector<std::uint64_t>> streams_;  // of each thread, still to be read
  std::map<std::uint64_t, std::uint64_t> ends_;                // seqs that runs have ended at
  std::map<std::uint64_t, std::string> owners_;                // of the streams that were
  std::set<std::pair<std::uint64_t, std::uint64_t>> damaged_;
};

}  // namespace

Result<Verified> VerifyStore(Store& store, const VerifyWatcher& watcher) {
  return Verification(store, watcher).Run();
}

}  // namespace dashflow::checkpoint
