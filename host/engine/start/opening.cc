// SPDX-License-Identifier: Apache-2.0
#include "host/engine/start/opening.h"

#include <algorithm>

#include "host/engine/record/due_tasks.h"
#include "host/engine/state/fold.h"
#include "host/engine/state/input.h"
#include "host/engine/state/outputs.h"
#include "host/engine/step.h"

namespace dashflow::engine {
namespace {

void SetState(Run& run, checkpoint::State state) {
  run.state = std::move(state);
  run.state.slots.resize(run.workflow.channels.size());
  run.state.joins.resize(run.workflow.barriers());
  run.stop_step = run.state.step + run.max_steps + 2;
}

}  // namespace

void FillDefaults(const graph::Workflow& workflow, checkpoint::State& state) {
  const auto& channels = workflow.channels;
  state.slots.resize(channels.size());
  for (std::size_t i = 0; i < channels.size(); ++i) {
    if (!state.slots[i].has) state.slots[i] = channel::InitialSlot(channels[i]);
  }
  state.joins.resize(workflow.barriers());
}

void GoOnFrom(Run& run, checkpoint::Loaded& loaded) {
  SetState(run, std::move(loaded.state));
  run.began_with = MadeBy(loaded);
  if (run.announcer.details()) run.due_before_answers = DueTasks(run);
}

void PassInterrupt(Run& run) {
  run.state.passed_interrupt_before = true;
  run.state.passed_epoch = run.journal.record().epoch;
}

void TakeState(Run& run, checkpoint::State state) {
  SetState(run, std::move(state));
  run.state.progress.clear();
  run.state.passed_interrupt_before = false;
}

Status ApplyInput(Run& run, const Value& input) {
  const bool first = run.state.step == checkpoint::kBeforeInput;
  DF_TRY(InputWrites(run.workflow, input, first, run.memory.input));
  run.began_with = "input";
  if (run.announcer.details()) run.before_input = StateValue(run);
  run.stop_step = run.state.step + run.max_steps + 2;
  run.state.due.clear();
  run.state.progress.clear();
  run.state.step += 1;
  return FoldInput(run, run.memory.input);
}

checkpoint::ThreadRecord& StartRecord(Run& run) {
  checkpoint::ThreadRecord& record = run.journal.record();
  record.workflow = run.workflow.name;
  record.version = run.workflow.version;
  record.shape = run.workflow.shape;
  record.params = run.workflow.params;
  record.status = checkpoint::ThreadStatus::kRunning;
  return record;
}

void StartBranch(Run& run, const checkpoint::ThreadRecord& before, std::uint64_t stream,
                 std::uint64_t used_events) {
  checkpoint::ThreadRecord& started = StartRecord(run);
  started.created = before.created;
  started.rev = before.rev;
  started.epoch = before.epoch + 1;
  started.branch = before.branch + 1;
  started.stream = stream;
  started.event_seq = before.event_seq;
  ReserveEvents(run, started, used_events);
}

void ReserveEvents(Run& run, checkpoint::ThreadRecord& record, std::uint64_t used) {
  const std::uint64_t from = std::max(record.event_seq, used);
  run.announcer.StartAfter(from);
  record.event_seq = from + kEventReserve;
}

Status SameShape(const Run& run, const checkpoint::ThreadRecord& record) {
  if (record.shape == run.workflow.shape) return Ok();
  return Error("workflow_changed", "thread " + record.id +
                                       " began with another shape of workflow '" + record.workflow +
                                       "'")
      .Resource(record.id)
      .Cause("it began with version " + record.version + ", this is " + run.workflow.version);
}

Status SameDefinition(const Run& run, const checkpoint::ThreadRecord& record,
                      std::string_view version) {
  if (version == run.workflow.version) return Ok();
  if (version == record.version) return SameShape(run, record);
  return Error("workflow_changed", "a checkpoint of thread " + record.id +
                                       " was written with another version of workflow '" +
                                       record.workflow + "'")
      .Resource(record.id)
      .Cause("it is of version " + std::string(version) + ", this is " + run.workflow.version);
}

Opening OpeningOf(const Run& run, const Value& input) {
  return {.input = run.announcer.listening() ? input : Value()};
}

void Go(Run& run, bool go_on) {
  if (go_on) Drive(run, kNoBudget);
}

}  // namespace dashflow::engine
