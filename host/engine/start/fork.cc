// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/loader.h"
#include "host/engine/boundary.h"
#include "host/engine/engine.h"
#include "host/engine/run.h"
#include "host/engine/start/branch_point.h"
#include "host/engine/start/change.h"
#include "host/engine/start/opening.h"
#include "host/engine/types/type_check.h"

namespace dashflow::engine {
namespace {

// Nothing has come after it.
bool IsHead(checkpoint::Store& store, const checkpoint::Position& position,
            const checkpoint::ThreadRecord& record) {
  if (position.stream != record.stream) return false;
  std::uint64_t seq = 0;
  const auto head = checkpoint::Loader(store).Head(record.stream, &seq);
  return head.has_value() && seq == position.seq;
}

}  // namespace

// The tasks that were due there run again, as if nothing of their superstep had happened.
Status Engine::ForkThread(Run& run, const checkpoint::ThreadRecord& record,
                          const RunRequest& request) {
  DF_ASSIGN(auto from, FindSnapshot(*store_, run.workflow, record, request.at));
  DF_TRY(SameDefinition(run, record, from.names->version));
  DF_TRY(KeepOther(run.workflow, record));
  if (from.input) {
    RunRequest again = request;
    again.input = from.input;
    return BeginOnThread(run, record, again, checkpoint::Source::kFork);
  }
  const bool by_hand =
      from.origin == checkpoint::Origin::kUpdate || from.origin == checkpoint::Origin::kFork;
  if (by_hand && IsHead(*store_, from.position, record))
    return ContinueThread(run, record, request);
  DF_TRY(CheckTypes(run.workflow, from.state, record.id));
  TakeState(run, std::move(from.state));
  run.state.step += 1;  // the fork is a superstep of the limit
  DF_ASSIGN(const auto stream, NewStream());
  StartBranch(run, record, stream, 0);
  PassInterrupt(run);
  run.journal.Attach(*store_, {.parent = from.position,
                               .before = from.checksum,
                               .carried = true,
                               .source = checkpoint::Source::kFork,
                               .previous = record.stream});
  run.opening = Opening{};
  run.began_with = "fork";
  if (Changes(request)) DF_TRY(ChangeState(run, request));
  DecideEnding(run);
  Go(run, run.journal.Begin({}));
  return Ok();
}

}  // namespace dashflow::engine
