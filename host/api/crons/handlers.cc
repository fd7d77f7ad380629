// SPDX-License-Identifier: Apache-2.0
#include "host/api/assistants/assistant.h"
#include "host/api/crons/cron.h"
#include "host/api/crons/cron_handlers.h"
#include "host/api/crons/timetable.h"
#include "host/api/request/body.h"
#include "host/api/request/page.h"
#include "host/api/request/sorted.h"
#include "host/api/threads/thread.h"
#include "host/base/id.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

using checkpoint::Document;
using checkpoint::Documents;

Documents CronsOf(Service& service) { return {service.store, checkpoint::kCronSpace}; }

Answer View(Service& service, const Cron& cron) {
  if (cron.next && service.timetable) service.timetable->Expect(*cron.next);
  return Json(CronView(cron));
}

Answer Create(Service& service, const http::Request& request, std::string thread) {
  const WallTime now = service.clock.Now();
  Cron cron{.id = ToString(NewUuid(now, service.random)),
            .owner = request.caller.owner,
            .thread = std::move(thread),
            .created = now};
  DF_TRY(ApplyBody(service, request.caller, request.body, cron));
  DF_TRY(CronsOf(service).Put(DocumentOf(cron)));
  return View(service, cron);
}

// The assistant is named by its id or by its workflow.
Result<std::string> AssistantIn(Service& service, const http::Request& request) {
  const std::string name = TextOf(request.body, "assistant_id");
  if (name.empty()) return name;
  DF_ASSIGN(const Assistant assistant, FindAssistant(service, request.caller, name));
  return assistant.id;
}

Result<std::vector<Value>> Fitting(Service& service, const http::Request& request) {
  const Value& body = request.body;
  DF_ASSIGN(const std::string assistant, AssistantIn(service, request));
  const std::string thread = TextOf(body, "thread_id");
  const Value* const enabled = Find(body, "enabled");
  std::vector<Value> fitting;
  DF_TRY(CronsOf(service).Visit({}, [&](const Document& document) {
    const Cron cron = CronOf(document);
    const bool fits = MaySee(request.caller, cron.owner, cron.workflow) &&
                      (assistant.empty() || cron.assistant == assistant) &&
                      (thread.empty() || cron.thread == thread) &&
                      (enabled == nullptr || cron.enabled == enabled->as_bool()) &&
                      Contains(cron.metadata, ObjectOf(body, "metadata"));
    if (fits) fitting.push_back(CronView(cron));
    return true;
  }));
  return fitting;
}

}  // namespace

Answer CreateCron(Service& service, const http::Request& request) {
  return Create(service, request, "");
}

Answer CreateThreadCron(Service& service, const http::Request& request) {
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments[0]));
  return Create(service, request, thread.id);
}

Answer UpdateCron(Service& service, const http::Request& request) {
  DF_ASSIGN(const Cron found, FindCron(service, request.caller, request.arguments[0]));
  DF_ASSIGN(const Document changed,
            CronsOf(service).Change(found.id, [&](Document& document) -> Result<bool> {
              if (document.rev == 0) return NoCron(found.id);
              Cron cron = CronOf(document);
              DF_TRY(ApplyBody(service, request.caller, request.body, cron));
              Document next = DocumentOf(cron);
              next.rev = document.rev;
              document = std::move(next);
              return true;
            }));
  return View(service, CronOf(changed));
}

Answer DeleteCron(Service& service, const http::Request& request) {
  DF_ASSIGN(const Cron found, FindCron(service, request.caller, request.arguments[0]));
  DF_TRY(CronsOf(service).Erase(found.id));
  return NoContent();
}

Answer SearchCrons(Service& service, const http::Request& request) {
  const Value& body = request.body;
  DF_ASSIGN(auto fitting, Fitting(service, request));
  SortBy(fitting, TextOf(body, "sort_by", "created_at"), TextOf(body, "sort_order", "desc"));
  const Page page = PageOf(body);
  const std::size_t total = fitting.size();
  ArrayBuilder views;
  for (const Value& view : Cut(std::move(fitting), page))
    views.Add(Selected(view, ValueOf(body, "select")));
  return Paged(std::move(views).Build(), page, total);
}

Answer CountCrons(Service& service, const http::Request& request) {
  DF_ASSIGN(const auto fitting, Fitting(service, request));
  return Json(static_cast<std::int64_t>(fitting.size()));
}

}  // namespace dashflow::api
