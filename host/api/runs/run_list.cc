// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "host/api/queue/run_desk.h"
#include "host/api/request/body.h"
#include "host/api/request/page.h"
#include "host/api/runs/run_handlers.h"
#include "host/api/threads/thread.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

Error NoRun(std::string_view run) {
  return Error("run_not_found", "there is no run '" + std::string(run) + "'")
      .Operation("find run")
      .Resource(std::string(run));
}

std::size_t NumberIn(const http::Request& request, std::string_view name, std::size_t otherwise) {
  const std::string_view text = request.Query(name).value_or("");
  std::size_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Those of a thread that a status is asked of, the newest first.
Result<std::vector<RunOrder>> RunsOf(Service& service, const http::Caller& caller,
                                     const std::string& thread, std::string_view status,
                                     std::size_t most) {
  std::vector<RunOrder> runs;
  DF_TRY(OrderDirectory(service.store).VisitThread(thread, [&](const RunOrder& order) {
    const auto now = service.desk->Get(order.run);
    const RunOrder& shown = now.has_value() ? *now : order;
    const bool fits = status.empty() || OrderStatusName(shown.status) == status;
    if (fits && caller.may_run(shown.graph)) runs.push_back(shown);
    return runs.size() < most;
  }));
  return runs;
}

bool Fits(const RunOrder& order, std::string_view status) {
  return IsOpen(order.status) &&
         (status.empty() || status == "all" || OrderStatusName(order.status) == status);
}

// Which runs a body means: those that it names, those of a thread, or all with a status.
Result<std::vector<RunOrder>> Meant(Service& service, const http::Request& request) {
  std::vector<RunOrder> meant;
  const auto add = [&](const std::string& run) {
    const auto order = service.desk->Get(run);
    if (order.has_value() && MaySee(request.caller, order->owner, order->graph))
      meant.push_back(*order);
  };
  if (const Value* ids = Find(request.body, "run_ids")) {
    ids->ForEachElement([&](const Value& id) { add(std::string(id.as_text())); });
    return meant;
  }
  const std::string thread = TextOf(request.body, "thread_id");
  const std::string status = TextOf(request.body, "status");
  DF_TRY(OrderDirectory(service.store).VisitOpen([&](const RunOrder& order) {
    if (thread.empty() || order.thread == thread) add(order.run);
    return true;
  }));
  std::erase_if(meant, [&](const RunOrder& order) { return !Fits(order, status); });
  return meant;
}

}  // namespace

Result<RunOrder> FindRun(Service& service, const http::Request& request) {
  const std::string& run = request.arguments.back();
  DF_ASSIGN(RunOrder order, service.desk->Get(run));
  const bool is_there = request.arguments.size() < 2 || order.thread == request.arguments.front();
  if (!is_there || !MaySee(request.caller, order.owner, order.graph)) return NoRun(run);
  return order;
}

Answer GetRun(Service& service, const http::Request& request) {
  DF_ASSIGN(const RunOrder order, FindRun(service, request));
  return Json(RunView(order, service.clock.Now()));
}

Answer DeleteRun(Service& service, const http::Request& request) {
  DF_ASSIGN(const RunOrder order, FindRun(service, request));
  if (IsOpen(order.status))
    return Error("thread_busy", "the run has not ended").Resource(order.run).Fix("cancel it first");
  DF_TRY(OrderDirectory(service.store).Erase(order.run));
  return NoContent();
}

Answer ListRuns(Service& service, const http::Request& request) {
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments.front()));
  const Page page{NumberIn(request, "offset", 0), NumberIn(request, "limit", 10)};
  DF_ASSIGN(auto runs, RunsOf(service, request.caller, thread.id,
                              request.Query("status").value_or(""), page.offset + page.limit));
  const Value select = SelectOf(request);
  ArrayBuilder views;
  for (const RunOrder& run : Cut(std::move(runs), page))
    views.Add(Selected(RunView(run, service.clock.Now()), select));
  return Json(std::move(views).Build());
}

Answer CancelRuns(Service& service, const http::Request& request) {
  const auto action =
      request.Query("action") == "rollback" ? CancelAction::kRollback : CancelAction::kInterrupt;
  DF_ASSIGN(const auto meant, Meant(service, request));
  for (const RunOrder& order : meant) DF_TRY(service.desk->Cancel(order.run, action, {}));
  return NoContent();
}

}  // namespace dashflow::api
