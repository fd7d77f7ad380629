// SPDX-License-Identifier: Apache-2.0
#include "host/retention/sweep.h"

#include <utility>

#include "host/checkpoint/directory.h"

namespace dashflow::retention {
namespace {

using checkpoint::ThreadRecord;
using checkpoint::UnusedBlobsAre;

constexpr std::string_view kFrom = "retention";

// Somebody else has come first.
bool IsElsewhere(const Error& error) {
  return error.code() == "thread_busy" || error.code() == "thread_not_found" ||
         error.code() == "draining";
}

}  // namespace

Result<Swept> Sweep::Run(const std::atomic<bool>& stop) {
  Swept swept;
  DF_ASSIGN(const auto threads, checkpoint::Directory(parts_.store).List({}));
  std::map<std::string, std::uint64_t> there;
  for (const ThreadRecord& thread : threads) {
    if (stop.load()) return swept;
    const Status done = Look(thread, swept);
    if (done.has_error() && !IsElsewhere(done.error())) return done.error();
    if (done.has_error()) ++swept.left;
  }
  for (const ThreadRecord& thread : threads) {
    const auto known = pruned_.find(thread.id);
    if (known != pruned_.end()) there.insert(*known);
  }
  pruned_ = std::move(there);
  if (swept.has_any() && lists_blobs_ && !stop.load()) DF_TRY(Collect(swept));
  return swept;
}

bool Sweep::IsOld(const ThreadRecord& thread, const Rule& rule) const {
  return rule.finished && HasEnded(thread) && thread.updated < parts_.clock.Now() - *rule.finished;
}

UnusedBlobsAre Sweep::blobs() const {
  return lists_blobs_ && parts_.care != nullptr ? UnusedBlobsAre::kLeft : UnusedBlobsAre::kErased;
}

Status Sweep::Look(const ThreadRecord& thread, Swept& swept) {
  const Rule& rule = rules_.Of(thread.workflow);
  if (IsOld(thread, rule)) return Delete(thread, rule, swept);
  const bool runs = thread.status == checkpoint::ThreadStatus::kRunning;
  return rule.checkpoints == 0 || runs ? Ok() : Prune(thread, rule, swept);
}

Status Sweep::Delete(const ThreadRecord& thread, const Rule& rule, Swept& swept) {
  DF_ASSIGN(const bool is_gone,
            parts_.engine.DeleteEnded(thread.id, parts_.clock.Now() - *rule.finished, blobs()));
  if (!is_gone) return Ok();
  ++swept.deleted;
  parts_.log.Write(LogLevel::kInfo, kFrom,
                   "thread " + thread.id + " of workflow " + thread.workflow +
                       " is deleted: it has ended (" + std::string(StatusName(thread.status)) +
                       ") and is older than retention: {finished}");
  return Ok();
}

Status Sweep::Prune(const ThreadRecord& thread, const Rule& rule, Swept& swept) {
  const auto known = pruned_.find(thread.id);
  if (known != pruned_.end() && known->second == thread.rev) return Ok();
  DF_ASSIGN(const auto done,
            parts_.engine.PruneThread(thread.id,
                                      {.keep = rule.checkpoints, .since = {}, .blobs = blobs()}));
  if (done.removed == 0) return pruned_.insert_or_assign(thread.id, thread.rev), Ok();
  ++swept.pruned;
  swept.checkpoints += done.removed;
  return Ok();
}

Status Sweep::Collect(Swept& swept) {
  if (parts_.care == nullptr) return Ok();
  const auto collected = parts_.engine.CollectBlobs(*parts_.care, {});
  if (collected.has_error() && collected.error().code() == "store_unsupported")
    return lists_blobs_ = false, Ok();
  if (collected.has_error()) return collected.error();
  swept.blobs += collected->erased;
  return Ok();
}

}  // namespace dashflow::retention
