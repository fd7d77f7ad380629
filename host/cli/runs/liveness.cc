// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/liveness.h"

#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/crash_directory.h"
#include "host/checkpoint/run/run_directory.h"

namespace dashflow::cli {

using checkpoint::ThreadStatus;

Result<std::string_view> Liveness::Settle(checkpoint::RunRecord& run) const {
  if (run.status != ThreadStatus::kRunning) return StatusName(run.status);
  const auto thread = checkpoint::Directory(store_).Get(run.thread);
  const bool is_gone = thread.has_error() && thread.error().code() == "thread_not_found";
  // Or another run has continued the thread.
  const bool is_left = is_gone || (thread.has_value() && thread->run != run.id);
  const bool may_run = !is_left && MayRun(run.started);
  if (!may_run) {
    DF_ASSIGN(run, checkpoint::RunDirectory(store_).Get(run.id));
    if (run.status != ThreadStatus::kRunning) return StatusName(run.status);
  }
  const std::string_view word = may_run ? kRunningWord : kUnfinishedWord;
  if (thread.has_value()) return Parked(*thread, run.id, word);
  if (is_gone) return word;
  return thread.error();
}

Result<std::string_view> Liveness::Settle(checkpoint::ThreadRecord& thread) const {
  if (thread.status != ThreadStatus::kRunning) return StatusName(thread.status);
  if (MayRun(thread.updated)) return Parked(thread, thread.run, kRunningWord);
  DF_ASSIGN(thread, checkpoint::Directory(store_).Get(thread.id));
  if (thread.status != ThreadStatus::kRunning) return StatusName(thread.status);
  return Parked(thread, thread.run, MayRun(thread.updated) ? kRunningWord : kUnfinishedWord);
}

Result<std::string_view> Liveness::Parked(const checkpoint::ThreadRecord& thread,
                                          std::string_view run, std::string_view otherwise) const {
  DF_ASSIGN(const auto crash, checkpoint::CrashDirectory(store_).Get(thread.id));
  return crash && thread.run == run && IsParked(*crash, thread) ? kParkedWord : otherwise;
}

bool Liveness::MayRun(WallTime begun) const {
  const Hold hold = HoldOf(url_);
  return !hold.is_known || IsHeldSince(hold, begun);
}

}  // namespace dashflow::cli
