// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "host/api/queue/run_desk.h"
#include "host/api/request/body.h"
#include "host/api/runs/order_body.h"
#include "host/api/runs/run_answer.h"
#include "host/api/runs/run_handlers.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

std::string ThreadIn(const http::Request& request) {
  return request.arguments.empty() ? std::string() : request.arguments.front();
}

// An order that the desk has taken, and that is still to begin.
Result<LiveRunPtr> Take(Service& service, RunOrder order, bool told) {
  DF_ASSIGN(const StreamAsk ask, StreamAskOf(order.kwargs));
  const LiveRunPtr run = service.desk->Prepare(std::move(order), told ? &ask : nullptr);
  DF_TRY(service.desk->Admit(run));
  return run;
}

Result<LiveRunPtr> Take(Service& service, const http::Request& request, bool told) {
  DF_ASSIGN(RunOrder order, OrderOf(service, request.caller, ThreadIn(request), request.body));
  return Take(service, std::move(order), told);
}

// What a client does by going away; empty = nothing.
std::function<void()> GoneCall(Service& service, const RunOrder& order) {
  if (TextOf(order.kwargs, "on_disconnect") != "cancel") return {};
  return [&service, run = order.run] {
    std::ignore = service.desk->Cancel(run, CancelAction::kInterrupt, {});
  };
}

http::Response EventStream(const RunOrder& order) {
  http::Response head;
  head.type = "text/event-stream";
  head.headers = PlacesOf(order, "stream");
  head.headers.emplace_back("Cache-Control", "no-store");
  return head;
}

// Answers once all orders of a batch are stored.
class BatchAnswer {
 public:
  BatchAnswer(http::Reply reply, Value views, std::size_t orders)
      : reply_(std::move(reply)), views_(std::move(views)), left_(orders) {}

  void Stored(const Status& status) {
    if (status.has_error() && !failed_.exchange(true)) failure_ = status.error();
    if (left_.fetch_sub(1) != 1) return;
    failure_ ? reply_.Send(*failure_) : reply_.Send(views_);
  }

 private:
  http::Reply reply_;
  const Value views_;
  std::atomic<std::size_t> left_;
  std::atomic<bool> failed_{false};
  std::optional<Error> failure_;
};

Result<std::vector<RunOrder>> OrdersIn(Service& service, const http::Request& request) {
  std::vector<RunOrder> orders;
  Status failure = Ok();
  request.body.ForEachElement([&](const Value& body) {
    auto order = OrderOf(service, request.caller, TextOf(body, "thread_id"), body);
    if (order.has_error()) return failure = order.error(), false;
    orders.push_back(std::move(order).value());
    return true;
  });
  if (failure.has_error()) return failure.error();
  return orders;
}

// A batch begins as a whole, or not at all.
void GiveUp(Service& service, const std::vector<LiveRunPtr>& runs) {
  for (const LiveRunPtr& run : runs)
    std::ignore = service.desk->Cancel(run->run(), CancelAction::kRollback, {});
}

}  // namespace

http::Handler AnsweringLater(Service& service, LateAnswer answer) {
  return [&service, answer](const http::Request& request, http::Reply reply) {
    answer(service, request, std::move(reply));
  };
}

void CreateRun(Service& service, const http::Request& request, http::Reply reply) {
  const auto run = Take(service, request, true);
  if (run.has_error()) return reply.Send(Refusal(run.error()));
  const RunOrder order = (*run)->order();
  http::Response response = http::JsonResponse(RunView(order));
  response.headers = PlacesOf(order, {});
  auto answer = std::make_shared<http::Reply>(std::move(reply));
  service.desk->Begin(*run, [answer, response = std::move(response)](const Status& stored) {
    stored.has_error() ? answer->Send(stored.error()) : answer->Send(response);
  });
}

void WaitRun(Service& service, const http::Request& request, http::Reply reply) {
  const auto run = Take(service, request, false);
  if (run.has_error()) return reply.Send(Refusal(run.error()));
  const RunOrder order = (*run)->order();
  const auto answer = std::make_shared<RunAnswer>(std::move(reply), PlacesOf(order, "join"),
                                                  GoneCall(service, order));
  (*run)->WhenEnded([answer](const RunOutcome& outcome) { answer->End(outcome); });
  (*run)->OnBeat([answer] { return answer->Beat(); });
  service.desk->Begin(*run, [](const Status&) {});
}

void StreamRun(Service& service, const http::Request& request, http::Reply reply) {
  const auto run = Take(service, request, true);
  if (run.has_error()) return reply.Send(Refusal(run.error()));
  const RunOrder order = (*run)->order();
  StreamReader::Options options;
  options.on_gone = GoneCall(service, order);
  (*run)->stream()->Join(reply.Begin(EventStream(order)), std::move(options));
  service.desk->Begin(*run, [](const Status&) {});
}

void CreateRuns(Service& service, const http::Request& request, http::Reply reply) {
  auto orders = OrdersIn(service, request);
  if (orders.has_error()) return reply.Send(orders.error());
  std::vector<LiveRunPtr> runs;
  ArrayBuilder views;
  for (RunOrder& order : *orders) {
    auto run = Take(service, std::move(order), true);
    if (run.has_error()) return GiveUp(service, runs), reply.Send(Refusal(run.error()));
    views.Add(RunView((*run)->order()));
    runs.push_back(std::move(run).value());
  }
  if (runs.empty()) return reply.Send(Value::EmptyArray());
  const auto answer =
      std::make_shared<BatchAnswer>(std::move(reply), std::move(views).Build(), runs.size());
  for (const LiveRunPtr& run : runs)
    service.desk->Begin(run, [answer](const Status& stored) { answer->Stored(stored); });
}

}  // namespace dashflow::api
