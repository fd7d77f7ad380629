// SPDX-License-Identifier: Apache-2.0
#include "host/api/request/body.h"
#include "host/api/state/state_update.h"
#include "host/api/threads/thread.h"
#include "host/api/threads/thread_handlers.h"
#include "host/api/threads/thread_view.h"

namespace dashflow::api {
namespace {

Answer View(Service& service, const Thread& thread) {
  DF_ASSIGN(const Value view, ThreadView(service, thread));
  return Json(view);
}

// {ttl, strategy}, or minutes alone.
Ttl TtlOf(const Value& ttl) {
  if (ttl.kind() == Kind::kInt) return {ttl.as_int(), false};
  return {NumberOf(ttl, "ttl", 0), TextOf(ttl, "strategy") == "keep_latest"};
}

NewThread Asked(const Value& body) {
  NewThread asked{.id = TextOf(body, "thread_id"), .metadata = ObjectOf(body, "metadata")};
  const std::string graph_id = TextOf(body, "graph_id");
  if (!graph_id.empty()) asked.metadata = std::move(asked.metadata).Set("graph_id", graph_id);
  asked.ttl = TtlOf(ValueOf(body, "ttl"));
  asked.exists_ok = TextOf(body, "if_exists") == "do_nothing";
  return asked;
}

Result<Thread> Again(Service& service, const http::Request& request, const std::string& id) {
  return FindThread(service, request.caller, id);
}

}  // namespace

Answer PostThread(Service& service, const http::Request& request) {
  DF_ASSIGN(const Thread made, CreateThread(service, request.caller, Asked(request.body)));
  const Value supersteps = ValueOf(request.body, "supersteps");
  if (supersteps.is_null()) return View(service, made);
  const Status applied = ApplySupersteps(service, request.caller, made, supersteps);
  DF_ASSIGN(const Thread thread, Again(service, request, made.id));
  if (!applied.has_error()) return View(service, thread);
  if (!Asked(request.body).exists_ok) DF_TRY(EraseThread(service, thread));
  return applied.error();
}

Answer GetThread(Service& service, const http::Request& request) {
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments[0]));
  DF_ASSIGN(Value view, ThreadView(service, thread));
  for (const std::string_view part : request.QueryList("include"))
    if (part == "ttl") view = std::move(view).Set("ttl", TtlView(thread));
  return Json(view);
}

Answer PatchThread(Service& service, const http::Request& request) {
  DF_ASSIGN(const Thread found, FindThread(service, request.caller, request.arguments[0]));
  DF_ASSIGN(const Thread thread, ChangeThread(service, found, [&request](Thread& now) {
              now.metadata = Merged(std::move(now.metadata), ObjectOf(request.body, "metadata"));
              if (const Value* const ttl = Find(request.body, "ttl")) now.ttl = TtlOf(*ttl);
            }));
  if (request.Header("prefer") == "return=minimal") return NoContent();
  return View(service, thread);
}

Answer DeleteThread(Service& service, const http::Request& request) {
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments[0]));
  DF_TRY(EraseIdleThread(service, thread));
  return NoContent();
}

Answer CopyThread(Service& service, const http::Request& request) {
  DF_ASSIGN(const Thread from, FindThread(service, request.caller, request.arguments[0]));
  DF_ASSIGN(const Thread made,
            CreateThread(service, request.caller, {.metadata = from.metadata, .ttl = from.ttl}));
  if (!from.record) return View(service, made);
  const auto copied = service.engine.CopyThread(from.id, made.id);
  if (copied.has_error()) {
    DF_TRY(EraseThread(service, made));
    return copied.error();
  }
  DF_ASSIGN(const Thread thread, Again(service, request, made.id));
  return View(service, thread);
}

}  // namespace dashflow::api
