// SPDX-License-Identifier: Apache-2.0
#include "host/api/threads/thread_view.h"

#include "host/api/request/body.h"
#include "host/checkpoint/history/views.h"
#include "host/checkpoint/run/crash_directory.h"
#include "host/checkpoint/run/thread_head.h"
#include "host/engine/record/waiting_questions.h"
#include "host/event/event.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

using checkpoint::Loaded;
using checkpoint::ThreadStatus;

// A run that nobody continues, since its process died in it again and again.
Result<bool> IsParked(Service& service, const Thread& thread) {
  DF_ASSIGN(const auto crash, checkpoint::CrashDirectory(service.store).Get(thread.id));
  return crash && checkpoint::IsParked(*crash, *thread.record);
}

std::string_view SettledStatus(ThreadStatus status) {
  switch (status) {
    case ThreadStatus::kWaiting:
      return "interrupted";
    case ThreadStatus::kFailed:
    case ThreadStatus::kTimeout:
      return "error";
    default:
      return "idle";
  }
}

// The bare value where a workflow has a root.
Value StateOf(Service& service, const Thread& thread, const Loaded& loaded) {
  Value values = checkpoint::ValuesOf(loaded.state, loaded.names);
  const auto served = service.workflows.OfThread(*thread.record);
  if (served.has_error() || !served->workflow().root) return values;
  const graph::Workflow& workflow = served->workflow();
  return ValueOf(values, workflow.channels[*workflow.root].name);
}

Value InterruptsOf(const Loaded& loaded) {
  Value tasks = Value::EmptyObject();
  for (const engine::WaitingQuestion& question : engine::QuestionsOf(loaded)) {
    const Value* const others = tasks.Find(question.task);
    Value list = others == nullptr ? Value::EmptyArray() : *others;
    list = std::move(list).Append(
        Value::EmptyObject().Set("id", question.asked.id).Set("value", question.asked.question));
    tasks = std::move(tasks).Set(question.task, std::move(list));
  }
  return tasks;
}

Value ErrorView(std::string_view code, std::string_view message) {
  return Value::EmptyObject().Set("error", code).Set("message", message);
}

// A thread that is damaged says so: the others are still to be found beside it.
Status AddState(Service& service, const Thread& thread, ObjectBuilder& view) {
  const auto loaded = checkpoint::LoadThread(service.store, *thread.record);
  if (loaded.has_error()) {
    if (loaded.error().code() != "store_damaged") return loaded.error();
    view.Add("values", Value());
    view.Add("error", ErrorView(loaded.error().code(), loaded.error().message()));
    return Ok();
  }
  view.Add("state_updated_at", event::FormatTime(loaded->time));
  view.Add("values", StateOf(service, thread, *loaded));
  view.Add("interrupts", InterruptsOf(*loaded));
  const auto& record = *thread.record;
  if (!record.error_code.empty())
    view.Add("error", ErrorView(record.error_code, record.error_message));
  return Ok();
}

}  // namespace

Result<std::string_view> StatusOf(Service& service, const Thread& thread) {
  if (service.has_open_run && service.has_open_run(thread.id)) return std::string_view("busy");
  if (!thread.record) return std::string_view("idle");
  if (thread.record->status != ThreadStatus::kRunning) return SettledStatus(thread.record->status);
  DF_ASSIGN(const bool is_parked, IsParked(service, thread));
  return std::string_view(is_parked ? "error" : "busy");
}

Result<Value> ValuesOf(Service& service, const Thread& thread) {
  if (!thread.record) return Value::EmptyObject();
  DF_ASSIGN(const Loaded loaded, checkpoint::LoadThread(service.store, *thread.record));
  return StateOf(service, thread, loaded);
}

Result<Value> ThreadView(Service& service, const Thread& thread) {
  DF_ASSIGN(const std::string_view status, StatusOf(service, thread));
  ObjectBuilder view;
  view.Add("thread_id", thread.id);
  view.Add("created_at", event::FormatTime(thread.created));
  view.Add("updated_at", event::FormatTime(thread.updated()));
  view.Add("metadata", thread.metadata);
  view.Add("status", status);
  view.Add("config", thread.config);
  if (thread.record) DF_TRY(AddState(service, thread, view));
  return std::move(view).Build();
}

Value TtlView(const Thread& thread) {
  if (thread.ttl.minutes == 0) return {};
  ObjectBuilder view;
  view.Add("strategy", thread.ttl.keeps_latest ? "keep_latest" : "delete");
  view.Add("ttl", thread.ttl.minutes);
  view.Add("expires_at", event::FormatTime(ExpiryOf(thread)));
  return std::move(view).Build();
}

}  // namespace dashflow::api
