// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/order_truth.h"

#include <algorithm>

#include "host/api/queue/run_outcome.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/checkpoint/run/thread_head.h"

namespace dashflow::api {
namespace {

using checkpoint::ThreadStatus;

bool WasDrained(const checkpoint::RunRecord& run) {
  return checkpoint::ErrorCodeOf(run) == "drained";
}

void TakeEnd(RunOrder& order, ThreadStatus status, WallTime when) {
  order.status = StatusOf(status);
  order.updated = when;
}

}  // namespace

Result<RunOrder> AsItIs(checkpoint::Store& store, RunOrder order) {
  if (!IsOpen(order.status)) return order;
  const auto run = checkpoint::RunDirectory(store).Get(order.run);
  if (run.has_error())
    return run.error().code() == "run_not_found" ? Result<RunOrder>(order) : run.error();
  order.status = OrderStatus::kRunning;
  if (run->status != ThreadStatus::kRunning && !WasDrained(*run)) {
    TakeEnd(order, run->status, run->updated);
    return order;
  }
  // It was cut off; whatever went on with the thread went on with it.
  const auto thread = checkpoint::Directory(store).Get(order.thread);
  if (thread.has_error()) return thread.error();
  if (thread->status != ThreadStatus::kRunning && thread->error_code != "drained")
    TakeEnd(order, thread->status, thread->updated);
  return order;
}

bool WaitsWithoutQuestion(checkpoint::Store& store, const std::string& thread) {
  const auto record = checkpoint::Directory(store).Get(thread);
  if (record.has_error() || record->status != ThreadStatus::kWaiting) return false;
  const auto loaded = checkpoint::LoadThread(store, *record);
  if (loaded.has_error()) return false;
  return std::ranges::all_of(loaded->state.progress,
                             [](const auto& task) { return task.asked.empty(); });
}

}  // namespace dashflow::api
