// SPDX-License-Identifier: Apache-2.0
#include "host/base/failpoint.h"
#include "host/checkpoint/loader.h"
#include "host/engine/boundary.h"
#include "host/engine/engine.h"
#include "host/engine/run.h"
#include "host/engine/state/answers.h"
#include "host/engine/state/fold.h"
#include "host/engine/state/input.h"
#include "host/engine/step.h"

namespace dashflow::engine {
namespace {

constexpr std::uint64_t kStreamBlock = 256;
constexpr std::int64_t kBeforeFirst = -2;

void FillDefaults(Run& run) {
  const auto& channels = run.workflow.channels;
  run.state.slots.resize(channels.size());
  for (std::size_t i = 0; i < channels.size(); ++i) {
    if (!run.state.slots[i].has) run.state.slots[i] = channel::InitialSlot(channels[i]);
  }
  run.state.joins.resize(run.workflow.joins.size());
}

// The input becomes the state of a new superstep, and START's edges its frontier.
Status ApplyInput(Run& run, const Value& input) {
  const bool first = run.state.step == kBeforeFirst;
  DF_TRY(InputWrites(run.workflow, input, first, run.memory.input));
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

// Where nobody listens the input need not be kept.
Opening OpeningOf(const Run& run, const Value& input) {
  return {.input = run.announcer.listening() ? input : Value()};
}

// Whoever began the run drives it; a begin that is parked is driven by the store's answer.
void Go(Run& run, bool go_on) {
  if (go_on) Drive(run, kNoBudget);
}

Status SameShape(const Run& run, const checkpoint::ThreadRecord& record) {
  if (record.shape == run.workflow.shape) return Ok();
  return Error("workflow_changed", "thread " + record.id +
                                       " began with another shape of workflow '" + record.workflow +
                                       "'")
      .Resource(record.id)
      .Cause("it began with version " + record.version + ", this is " + run.workflow.version);
}

void ReserveEvents(Run& run, checkpoint::ThreadRecord& record, std::uint64_t used) {
  const std::uint64_t from = std::max(record.event_seq, used);
  run.announcer.StartAfter(from);
  record.event_seq = from + kEventReserve;
}

}  // namespace

Status Engine::BeginFresh(Run& run, const Value& input) {
  FillDefaults(run);
  DF_TRY(ApplyInput(run, input));
  DecideEnding(run);
  run.opening = OpeningOf(run, input);
  if (store_ == nullptr) return Go(run, true), Ok();
  DF_TRY(KeepDefinition(run.workflow));
  checkpoint::ThreadRecord& started = StartRecord(run);
  DF_ASSIGN(started.stream, NewStream());
  started.branch = 1;
  started.created = run.StartedAt();
  started.event_seq = kEventReserve;
  run.journal.Attach(*store_, {});
  Go(run, run.journal.Begin(input));
  return Ok();
}

Status Engine::BeginOnThread(Run& run, const checkpoint::ThreadRecord& record, const Value& input) {
  DF_TRY(SameShape(run, record));
  DF_ASSIGN(auto loaded, checkpoint::Loader(*store_).LoadHead(record.stream));
  run.state = std::move(loaded.state);
  run.state.slots.resize(run.workflow.channels.size());
  run.state.joins.assign(run.workflow.joins.size(), 0);
  checkpoint::ThreadRecord& started = StartRecord(run);
  started.created = record.created;
  started.rev = record.rev;
  started.epoch = record.epoch + 1;
  started.branch = record.branch + 1;
  DF_ASSIGN(started.stream, NewStream());
  started.event_seq = record.event_seq;
  ReserveEvents(run, started, loaded.event_seq);
  run.journal.Attach(*store_, {.parent = loaded.position, .carried = true});
  DF_TRY(ApplyInput(run, input));
  DecideEnding(run);
  run.opening = OpeningOf(run, input);
  Go(run, run.journal.Begin(input));
  return Ok();
}

Status Engine::ContinueThread(Run& run, const checkpoint::ThreadRecord& record,
                              const RunRequest& request) {
  DF_TRY(SameShape(run, record));
  DF_ASSIGN(auto loaded, checkpoint::Loader(*store_).LoadHead(record.stream));
  run.state = std::move(loaded.state);
  run.state.slots.resize(run.workflow.channels.size());
  run.state.joins.resize(run.workflow.joins.size());
  run.stop_step = run.state.step + run.max_steps + 2;
  DF_ASSIGN(const auto answers, GiveAnswers(run.workflow, run.state, request.answers));
  const bool passed =
      record.status == checkpoint::ThreadStatus::kWaiting || run.state.passed_interrupt_before;
  run.state.passed_interrupt_before = passed;
  checkpoint::ThreadRecord& started = run.journal.record();
  started = record;
  started.status = checkpoint::ThreadStatus::kRunning;
  started.epoch = std::max(record.epoch, loaded.epoch) + 1;
  const std::uint64_t lost_from = loaded.event_seq + 1;
  ReserveEvents(run, started, loaded.event_seq);
  run.journal.Attach(*store_, {.head = loaded.position, .replay_from = loaded.replay_from});
  run.opening = Opening{};
  if (record.status == checkpoint::ThreadStatus::kRunning)
    run.opening = Opening{{}, lost_from, record.event_seq};
  DecideEnding(run);
  Go(run, run.journal.Takeover(answers, passed));
  return Ok();
}

Result<std::uint64_t> Engine::NewStream() {
  const std::lock_guard lock(mutex_);
  if (next_stream_ == last_stream_) {
    DF_ASSIGN(next_stream_, checkpoint::Directory(*store_).ReserveStreams(kStreamBlock));
    last_stream_ = next_stream_ + kStreamBlock;
  }
  return next_stream_++;
}

Status Engine::KeepDefinition(const graph::Workflow& workflow) {
  {
    const std::lock_guard lock(mutex_);
    if (kept_definitions_.contains(workflow.version)) return Ok();
  }
  DF_TRY(checkpoint::Directory(*store_).PutDefinition(workflow.version, workflow.file,
                                                      workflow.definition));
  const std::lock_guard lock(mutex_);
  kept_definitions_.insert(workflow.version);
  return Ok();
}

}  // namespace dashflow::engine
