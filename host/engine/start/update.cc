// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/loader.h"
#include "host/engine/engine.h"
#include "host/engine/record/joins_into.h"
#include "host/engine/run.h"
#include "host/engine/start/branch_point.h"
#include "host/engine/start/opening.h"
#include "host/engine/start/update_tasks.h"
#include "host/engine/state/fold.h"
#include "host/engine/state/route.h"
#include "host/engine/types/type_check.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;

bool EndsSuperstep(const std::vector<StateUpdate>& updates) {
  return updates.size() == 1 && updates.front().as_node == kEndName;
}

// What finished inside the superstep counts, as if the superstep had ended with it.
Status FoldFinished(Run& run, const checkpoint::Snapshot& from) {
  TakeFinished(from, run);
  if (run.task_count == 0) return Ok();
  DF_TRY(FoldAndRoute(run));
  run.state.step -= 1;
  return Ok();
}

// The nodes that an update by hand leaves due: what a join gathered, and what was deferred, is
// there until its node has run.
std::vector<graph::NodeId> HeldDue(const Run& run) {
  std::vector<graph::NodeId> held;
  for (const checkpoint::DueTask& due : run.state.due) {
    if (due.path.index != checkpoint::TaskPath::kPull) continue;
    const graph::NodeId node = due.path.node;
    const bool deferred = run.workflow.nodes[node].deferral != graph::kNotDeferred;
    if (deferred || !JoinsInto(run.workflow, node).is_null()) held.push_back(node);
  }
  return held;
}

Status FoldUpdates(Run& run, const std::vector<StateUpdate>& updates) {
  if (updates.front().as_node == kStartName) {
    run.state.step -= 1;  // the input itself has no checkpoint here
    const Value& values = updates.front().values;
    return ApplyInput(run, values.is_null() ? Value::EmptyObject() : values);
  }
  DF_TRY(MakeUpdateTasks(updates, run));
  if (run.task_count > 0) {
    const std::vector<graph::NodeId> kept = HeldDue(run);
    DF_TRY(FoldAndRoute(run));
    KeepDue(run, kept);
    return Ok();
  }
  run.state.due.clear();
  run.state.step += 1;
  return Ok();
}

}  // namespace

Result<checkpoint::Position> Engine::Update(const ProgramPtr& program,
                                            const UpdateRequest& request) {
  if (store_ == nullptr) return Error("store_required", "a thread can only be changed in a store");
  const auto record = checkpoint::Directory(*store_).Get(request.thread);
  const bool creates = record.has_error() && record.error().code() == "thread_not_found" &&
                       request.create && !request.at && !request.copy;
  if (record.has_error() && !creates) return record.error();
  const RunPtr run = MakeRun(program, {});
  run->journal.record().id = request.thread;
  DF_TRY(Claim(request.thread, *run));
  run->on_finished = [this, raw = run.get()] { Release(raw->journal.record().id); };
  run->self = run;
  const Status begun =
      creates ? BeginCreate(*run, request) : BeginUpdate(*run, record.value(), request);
  if (begun.has_error()) {
    run->on_finished();
    run->self.reset();
    return begun.error();
  }
  const RunResult& result = RunHandle(run).Wait();
  if (result.error) return *result.error;
  return run->journal.position();
}

// As if nothing but the superstep before START's had been.
Status Engine::BeginCreate(Run& run, const UpdateRequest& request) {
  checkpoint::Snapshot nothing;
  FillDefaults(run.workflow, nothing.state);
  DF_ASSIGN(const auto updates, NameNodes(*store_, run.workflow, {}, nothing, request.updates));
  TakeState(run, nothing.state);
  run.state.step += 1;
  DF_TRY(KeepDefinition(run.workflow));
  DF_TRY(StartThread(run));
  run.journal.Attach(*store_, {.source = checkpoint::Source::kUpdate});
  DF_TRY(FoldUpdates(run, updates));
  run.ending = run.state.due.empty() ? ThreadStatus::kDone : ThreadStatus::kWaiting;
  run.opening = Opening{};
  Go(run, run.journal.Begin({}));
  return Ok();
}

Status Engine::BeginUpdate(Run& run, const checkpoint::ThreadRecord& record,
                           const UpdateRequest& request) {
  if (request.copy) return BeginCopy(run, record, request);
  DF_ASSIGN(const auto from, FindSnapshot(*store_, run.workflow, record, request.at));
  DF_TRY(SameDefinition(run, record, from.names->version));
  DF_TRY(KeepOther(run.workflow, record));
  DF_TRY(CheckTypes(run.workflow, from.state, record.id));
  DF_ASSIGN(const auto updates, NameNodes(*store_, run.workflow, record, from, request.updates));
  TakeState(run, from.state);
  DF_ASSIGN(const auto stream, NewStream());
  StartBranch(run, record, stream, 0);
  run.journal.Attach(*store_, {.parent = from.position,
                               .before = from.checksum,
                               .carried = from.position.seq != 0,
                               .source = checkpoint::Source::kUpdate,
                               .previous = record.stream});
  if (!request.at && EndsSuperstep(updates)) DF_TRY(FoldFinished(run, from));
  DF_TRY(FoldUpdates(run, updates));
  run.ending = run.state.due.empty() ? ThreadStatus::kDone : ThreadStatus::kWaiting;
  run.opening = Opening{};
  Go(run, run.journal.Begin({}));
  return Ok();
}

// Its parent is that of the original. What it holds is stored anew, since that parent has less.
Status Engine::BeginCopy(Run& run, const checkpoint::ThreadRecord& record,
                         const UpdateRequest& request) {
  DF_ASSIGN(const auto from, FindSnapshot(*store_, run.workflow, record, request.at));
  DF_TRY(SameDefinition(run, record, from.names->version));
  DF_TRY(KeepOther(run.workflow, record));
  DF_TRY(CheckTypes(run.workflow, from.state, record.id));
  DF_ASSIGN(const std::uint64_t before, checkpoint::Loader(*store_).ChecksumAt(from.parent));
  TakeState(run, from.state);
  TakeMakers(from, run);
  run.state.step += 1;
  DF_ASSIGN(const auto stream, NewStream());
  StartBranch(run, record, stream, 0);
  run.journal.Attach(*store_, {.parent = from.parent,
                               .before = before,
                               .source = checkpoint::Source::kFork,
                               .previous = record.stream});
  run.ending = run.state.due.empty() ? ThreadStatus::kDone : ThreadStatus::kWaiting;
  run.opening = Opening{};
  Go(run, run.journal.Begin({}));
  return Ok();
}

}  // namespace dashflow::engine
