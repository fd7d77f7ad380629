// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/copy_thread.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "host/base/failpoint.h"
#include "host/checkpoint/care/last_batch.h"
#include "host/checkpoint/care/log_writer.h"
#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/run/run_directory.h"

namespace dashflow::checkpoint {
namespace {

using StreamMap = std::map<std::uint64_t, std::uint64_t>;  // old to new

std::uint64_t NewOf(const StreamMap& streams, std::uint64_t stream) {
  const auto found = streams.find(stream);
  return found == streams.end() ? 0 : found->second;
}

// What of an entry is another one in the copy.
struct Renaming {
  StreamMap streams;
  std::string old_run;  // the latest
  std::string run;      // empty = it has no record, and stays

  void Rename(Entry& entry) const {
    if (!run.empty() && entry.run == old_run) entry.run = run;
    if (entry.kind != EntryKind::kBegin) return;
    entry.parent.stream = NewOf(streams, entry.parent.stream);
    entry.previous = NewOf(streams, entry.previous);
  }
};

// Each after the one that it stands on: numbers say nothing of that.
Result<std::vector<std::uint64_t>> InOrder(Store& store, std::vector<std::uint64_t> streams) {
  std::map<std::uint64_t, std::uint64_t> parents;
  for (const std::uint64_t stream : streams) {
    DF_ASSIGN(const Position parent, Loader(store).ParentOf(stream));
    parents[stream] = parent.stream;
  }
  std::set<std::uint64_t> open(streams.begin(), streams.end());
  const auto waits = [&](std::uint64_t stream) { return open.contains(parents[stream]); };
  for (auto next = streams.begin(); next != streams.end(); ++next) {
    const auto ready = std::find_if_not(next, streams.end(), waits);
    if (ready != streams.end()) std::iter_swap(next, ready);
    open.erase(*next);
  }
  return streams;
}

// What it stands on has been copied.
Status CopyStream(Store& store, std::uint64_t from, const Renaming& renaming) {
  LogWriter writer(store, NewOf(renaming.streams, from));
  const auto copy = [&](const Position& at, Entry entry, std::string_view) -> Status {
    renaming.Rename(entry);
    if (at.seq == 1) {
      DF_ASSIGN(entry.before, Loader(store).ChecksumAt(entry.parent));
    }
    return writer.Add(std::move(entry));
  };
  DF_TRY(VisitEntries(store, from, 1, copy));
  return writer.Flush();
}

Status IsFree(Store& store, const std::string& thread) {
  const auto there = Directory(store).Get(thread);
  if (there.has_error()) return there.error().code() == "thread_not_found" ? Ok() : there.error();
  return Error("thread_exists", "there is a thread '" + thread + "' already")
      .Operation("copy thread")
      .Resource(thread)
      .Cause("it would be overwritten");
}

// The latest run, so that the copy can be shown, cancelled and waited for. Nothing when it is gone.
std::optional<RunRecord> CopyOfRun(Store& store, const ThreadRecord& from, const CopyNames& names,
                                   const StreamMap& streams) {
  auto found = RunDirectory(store).Get(from.run);
  if (found.has_error()) return std::nullopt;
  RunRecord run = std::move(found).value();
  run.id = names.run;
  run.thread = names.thread;
  run.first.stream = NewOf(streams, run.first.stream);
  run.last.stream = NewOf(streams, run.last.stream);
  return run;
}

}  // namespace

Result<ThreadRecord> CopyThread(Store& store, const ThreadRecord& from, const CopyNames& names) {
  DF_TRY(IsFree(store, names.thread));
  DF_ASSIGN(auto calls, CallsOfThread(store, from.id));
  DF_ASSIGN(const auto old_streams, AllStreamsOf(store, from));
  DF_ASSIGN(std::uint64_t next, ReserveNoted(store, from.id, old_streams.size()));
  Renaming renaming;
  for (const std::uint64_t stream : old_streams) renaming.streams[stream] = next++;
  const auto run = CopyOfRun(store, from, names, renaming.streams);
  renaming.old_run = from.run;
  if (run) renaming.run = run->id;
  DF_ASSIGN(const auto in_order, InOrder(store, old_streams));
  for (const std::uint64_t stream : in_order) DF_TRY(CopyStream(store, stream, renaming));
  ThreadRecord copy = from;
  copy.id = names.thread;
  copy.run = renaming.run;
  copy.stream = NewOf(renaming.streams, from.stream);
  copy.created = copy.updated = names.now;
  copy.rev = 0;
  LastBatch batch(store);
  batch.Expect(copy);
  batch.Put(copy);
  if (run) batch.Put(*run);
  DF_TRY(RenameForCopy(store, from, names.caller_id, calls));
  for (NamespaceRecord& call : calls) {
    call.thread = copy.id;
    call.caller = NewOf(renaming.streams, call.caller);
    call.root = NewOf(renaming.streams, call.root);
    call.stream = NewOf(renaming.streams, call.stream);
    batch.Put(call);
  }
  batch.Erase(kUnfinishedSpace, from.id);
  DF_FAILPOINT("copy.before_commit");
  DF_TRY(batch.Commit("copy thread"));
  return Directory(store).Get(names.thread);
}

}  // namespace dashflow::checkpoint
