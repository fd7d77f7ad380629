// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/liveness.h"

#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/cli/runs/run_facts.h"

namespace dashflow::cli {

using checkpoint::ThreadStatus;

Result<std::string_view> Liveness::Settle(checkpoint::RunRecord& run) const {
  if (run.status != ThreadStatus::kRunning) return StatusName(run.status);
  if (!IsLeft(run) && MayRun(run.started)) return kRunningWord;
  DF_ASSIGN(run, checkpoint::RunDirectory(store_).Get(run.id));
  return run.status == ThreadStatus::kRunning ? kUnfinishedWord : StatusName(run.status);
}

Result<std::string_view> Liveness::Settle(checkpoint::ThreadRecord& thread) const {
  if (thread.status != ThreadStatus::kRunning) return StatusName(thread.status);
  if (MayRun(thread.updated)) return kRunningWord;
  DF_ASSIGN(thread, checkpoint::Directory(store_).Get(thread.id));
  if (thread.status != ThreadStatus::kRunning) return StatusName(thread.status);
  return MayRun(thread.updated) ? kRunningWord : kUnfinishedWord;
}

// Another run has continued its thread, or that is gone.
bool Liveness::IsLeft(const checkpoint::RunRecord& run) const {
  const auto by = ContinuedBy(store_, run);
  return by.has_error() ? by.error().code() == "thread_not_found" : !by.value().empty();
}

bool Liveness::MayRun(WallTime begun) const {
  const Hold hold = HoldOf(url_);
  return !hold.is_known || IsHeldSince(hold, begun);
}

}  // namespace dashflow::cli
