// SPDX-License-Identifier: Apache-2.0
#include "host/engine/start/branch_point.h"

#include "host/checkpoint/history/history.h"
#include "host/checkpoint/run/thread_head.h"
#include "host/engine/start/opening.h"

namespace dashflow::engine {

Result<BranchPoint> FindBranchPoint(checkpoint::Store& store, const graph::Workflow& workflow,
                                    const checkpoint::ThreadRecord& record,
                                    const std::optional<checkpoint::Position>& at) {
  if (!at) {
    DF_ASSIGN(auto head, checkpoint::LoadThread(store, record));
    return BranchPoint{std::move(head.state), head.position, std::move(head.names.version),
                       head.event_seq, head.checksum};
  }
  DF_ASSIGN(auto snapshot, FindSnapshot(store, workflow, record, at));
  return BranchPoint{std::move(snapshot.state), snapshot.position, snapshot.names->version, 0,
                     snapshot.checksum};
}

Result<checkpoint::Snapshot> FindSnapshot(checkpoint::Store& store, const graph::Workflow& workflow,
                                          const checkpoint::ThreadRecord& record,
                                          const std::optional<checkpoint::Position>& at) {
  checkpoint::State initial;
  FillDefaults(workflow, initial);
  const checkpoint::History history(store, record, std::move(initial));
  if (!at) return history.Head();
  DF_ASSIGN(const auto position, checkpoint::CheckpointOf(store, *at));
  return history.At(position);
}

}  // namespace dashflow::engine
