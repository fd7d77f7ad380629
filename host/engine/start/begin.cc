// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/thread_head.h"
#include "host/engine/boundary.h"
#include "host/engine/engine.h"
#include "host/engine/failure/expiry.h"
#include "host/engine/failure/on_failure.h"
#include "host/engine/run.h"
#include "host/engine/start/branch_point.h"
#include "host/engine/start/change.h"
#include "host/engine/start/opening.h"
#include "host/engine/state/answers.h"
#include "host/engine/types/type_check.h"

namespace dashflow::engine {
namespace {

constexpr std::uint64_t kStreamBlock = 256;

}  // namespace

Status Engine::BeginFresh(Run& run, const Value& input) {
  FillDefaults(run.workflow, run.state);
  DF_TRY(ApplyInput(run, input));
  DecideEnding(run);
  run.opening = OpeningOf(run, input);
  if (store_ == nullptr) return Go(run, true), Ok();
  DF_TRY(KeepDefinition(run.workflow));
  DF_TRY(StartThread(run));
  run.journal.Attach(*store_, {});
  Go(run, run.journal.Begin(input));
  return Ok();
}

Status Engine::StartThread(Run& run) {
  checkpoint::ThreadRecord& started = StartRecord(run);
  DF_ASSIGN(started.stream, NewStream());
  started.branch = 1;
  started.created = run.StartedAt();
  started.event_seq = kEventReserve;
  return Ok();
}

Status Engine::BeginOnThread(Run& run, const checkpoint::ThreadRecord& record,
                             const RunRequest& request, checkpoint::Source source) {
  DF_ASSIGN(auto from, FindBranchPoint(*store_, run.workflow, record, request.at));
  DF_TRY(SameDefinition(run, record, from.version));
  DF_TRY(KeepOther(run.workflow, record));
  TakeState(run, std::move(from.state));
  DF_ASSIGN(const auto stream, NewStream());
  StartBranch(run, record, stream, from.event_seq);
  run.journal.Attach(*store_, {.parent = from.position,
                               .before = from.checksum,
                               .carried = from.position.seq != 0,
                               .source = source,
                               .previous = record.stream});
  DF_TRY(ApplyInput(run, *request.input));
  if (source == checkpoint::Source::kFork) run.began_with = "fork";
  DecideEnding(run);
  run.opening = source == checkpoint::Source::kFork ? Opening{} : OpeningOf(run, *request.input);
  Go(run, run.journal.Begin(*request.input));
  return Ok();
}

Status Engine::ContinueThread(Run& run, const checkpoint::ThreadRecord& found,
                              const RunRequest& request) {
  DF_TRY(SameShape(run, found));
  DF_ASSIGN(const auto record, OnVersionOf(run.program->workflow_ptr(), found));
  DF_ASSIGN(auto loaded, checkpoint::LoadThread(*store_, record));
  DF_TRY(CheckTypesInside(*store_, *run.program, loaded, record.id));
  GoOnFrom(run, loaded);
  DF_ASSIGN(auto news, GiveAnswers(run.workflow, run.state, request.answers));
  for (auto& task : ExpireQuestions(run.workflow, run.state, run.services.clock.Now()))
    news.push_back(std::move(task));
  checkpoint::ThreadRecord& started = run.journal.record();
  started = record;
  started.status = checkpoint::ThreadStatus::kRunning;
  started.epoch = std::max(record.epoch, loaded.epoch) + 1;
  const std::uint64_t lost_from = loaded.event_seq + 1;
  ReserveEvents(run, started, loaded.event_seq);
  const bool waited = record.status == checkpoint::ThreadStatus::kWaiting;
  if (waited) PassInterrupt(run);
  run.journal.Attach(
      *store_,
      {.head = loaded.position, .replay_from = loaded.replay_from, .before = loaded.checksum});
  run.opening = Opening{};
  if (record.status == checkpoint::ThreadStatus::kRunning)
    run.opening = Opening{{}, lost_from, record.event_seq};
  const bool changes = Changes(request);
  if (changes) DF_TRY(ChangeState(run, request));
  DecideEnding(run);
  TakeFailing(run);
  Go(run, run.journal.Takeover(news, waited, changes));
  return Ok();
}

// Waits for the store, whose thread ends runs, and so takes the other mutex.
Result<std::uint64_t> Engine::NewStream() {
  const std::lock_guard lock(streams_mutex_);
  if (next_stream_ == last_stream_) {
    DF_ASSIGN(next_stream_, checkpoint::Directory(*store_).ReserveStreams(kStreamBlock));
    last_stream_ = next_stream_ + kStreamBlock;
  }
  return next_stream_++;
}

Status Engine::KeepOther(const graph::Workflow& workflow, const checkpoint::ThreadRecord& record) {
  return record.version == workflow.version ? Ok() : KeepDefinition(workflow);
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
