// SPDX-License-Identifier: Apache-2.0
#include "host/api/runs/stored_run.h"

#include "host/api/queue/order_truth.h"
#include "host/api/request/body.h"
#include "host/api/stream/frame_shelf.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/history/views.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/engine/record/announcer.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

// Without the channels that the workflow does not give out, where that is known.
Value OutputOf(Service& service, const RunOrder& order, const checkpoint::Snapshot& snapshot) {
  Value values = checkpoint::ValuesOf(snapshot);
  const auto record = checkpoint::Directory(service.store).Get(order.thread);
  if (record.has_error()) return values;
  const auto served = service.workflows.OfThread(*record);
  if (served.has_error()) return values;
  const graph::Workflow& workflow = served->workflow();
  const auto named = [&](channel::ChannelId id) {
    return ValueOf(values, workflow.channels[id].name);
  };
  if (workflow.root) return named(*workflow.root);
  ObjectBuilder output;
  for (const channel::ChannelId id : workflow.output) {
    if (values.Find(workflow.channels[id].name) != nullptr)
      output.Add(workflow.channels[id].name, named(id));
  }
  return std::move(output).Build();
}

Value QuestionsOf(const checkpoint::Snapshot& snapshot) {
  ArrayBuilder questions;
  for (const checkpoint::TaskSnapshot& task : snapshot.tasks) {
    if (task.writes) continue;
    for (const checkpoint::Asked& asked : task.asked)
      questions.Add(Value::EmptyObject().Set("value", asked.question).Set("id", asked.id));
  }
  return std::move(questions).Build();
}

Status TellEnd(Service& service, const RunOrder& order, RunStream& stream) {
  DF_ASSIGN(const RunOutcome outcome, StoredOutcome(service, order));
  stream.Push("metadata", Value::EmptyObject()
                              .Set("run_id", order.run)
                              .Set("attempt", static_cast<std::int64_t>(order.attempt)));
  const Value result = ResultView(outcome);
  const Value* const failure = result.is_object() ? result.Find("__error__") : nullptr;
  if (failure != nullptr) {
    stream.Push("error", *failure);
  } else if (!result.is_null()) {
    stream.Push("values", result);
  }
  return Ok();
}

}  // namespace

Result<RunOutcome> StoredOutcome(Service& service, const RunOrder& order) {
  RunOutcome outcome;
  outcome.status = order.status;
  const auto run = checkpoint::RunDirectory(service.store).Get(order.run);
  if (run.has_error()) return outcome;  // it never began
  if (!run->error.is_null()) outcome.error = engine::ErrorOf(run->error);
  if (run->last.stream == 0) return outcome;
  DF_ASSIGN(const auto thread, checkpoint::Directory(service.store).Get(order.thread));
  const checkpoint::History history(service.store, thread);
  DF_ASSIGN(const auto position, checkpoint::CheckpointOf(service.store, run->last));
  DF_ASSIGN(const checkpoint::Snapshot snapshot, history.At(position));
  outcome.values = OutputOf(service, order, snapshot);
  if (run->status == checkpoint::ThreadStatus::kWaiting)
    outcome.values = outcome.values.Set("__interrupt__", QuestionsOf(snapshot));
  return outcome;
}

Result<RunStreamPtr> StoredStream(Service& service, const RunOrder& order) {
  RunStream::Options options;
  options.first = FirstFrame(order.attempt + 1);
  options.kept = {.frames = SIZE_MAX, .bytes = SIZE_MAX};
  auto stream = std::make_shared<RunStream>(std::move(options));
  DF_ASSIGN(const auto told, FrameShelf(service.store, service.clock).Read(order.run));
  stream->Preload(told);
  if (told.empty()) DF_TRY(TellEnd(service, order, *stream));
  stream->End();
  return stream;
}

}  // namespace dashflow::api
