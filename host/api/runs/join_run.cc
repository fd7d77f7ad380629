// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>

#include "host/api/queue/run_desk.h"
#include "host/api/request/last_event.h"
#include "host/api/runs/run_answer.h"
#include "host/api/runs/run_handlers.h"
#include "host/api/runs/stored_run.h"

namespace dashflow::api {
namespace {

bool IsTrue(std::optional<std::string_view> text) { return text == "1" || text == "true"; }

// Its values may be names, or a JSON list of them.
ModeFilter ModesOf(const http::Request& request) {
  std::vector<std::string> modes;
  for (const std::string_view mode : request.QueryList("stream_mode")) modes.emplace_back(mode);
  return ModeFilter(std::move(modes));
}

StreamReader::Options ReaderOf(Service& service, const http::Request& request,
                               const std::string& run) {
  StreamReader::Options options;
  options.from = BehindLastEvent(request);
  options.modes = ModesOf(request);
  options.leaves_when_slow = request.Query("when_slow") == "disconnect";
  if (IsTrue(request.Query("cancel_on_disconnect")))
    options.on_gone = [&service, run] {
      std::ignore = service.desk->Cancel(run, CancelAction::kInterrupt, {});
    };
  return options;
}

}  // namespace

void JoinRun(Service& service, const http::Request& request, http::Reply reply) {
  const auto order = FindRun(service, request);
  if (order.has_error()) return reply.Send(order.error());
  const auto live = service.desk->Follow(order->run);
  if (live.has_error()) return reply.Send(live.error());
  const auto answer = std::make_shared<RunAnswer>(std::move(reply), PlacesOf(*order, "join"),
                                                  std::function<void()>());
  if (*live) {
    (*live)->OnBeat([answer] { return answer->Beat(); });
    return (*live)->WhenEnded([answer](const RunOutcome& outcome) { answer->End(outcome); });
  }
  const auto outcome = StoredOutcome(service, *order);
  RunOutcome unreadable;
  if (outcome.has_error()) {
    unreadable.status = OrderStatus::kError;
    unreadable.error = outcome.error();
    unreadable.began = false;
  }
  answer->End(outcome.has_error() ? unreadable : *outcome);
}

void JoinStream(Service& service, const http::Request& request, http::Reply reply) {
  const auto order = FindRun(service, request);
  if (order.has_error()) return reply.Send(order.error());
  const auto live = service.desk->Follow(order->run);
  if (live.has_error()) return reply.Send(live.error());
  RunStreamPtr stream = *live ? (*live)->stream() : nullptr;
  if (!stream) {
    const auto stored = StoredStream(service, *order);
    if (stored.has_error()) return reply.Send(stored.error());
    stream = *stored;
  }
  http::Response head;
  head.type = "text/event-stream";
  head.headers = PlacesOf(*order, "stream");
  head.headers.emplace_back("Cache-Control", "no-store");
  stream->Join(reply.Begin(std::move(head)), ReaderOf(service, request, order->run));
}

void CancelRun(Service& service, const http::Request& request, http::Reply reply) {
  const auto order = FindRun(service, request);
  if (order.has_error()) return reply.Send(order.error());
  const auto action =
      request.Query("action") == "rollback" ? CancelAction::kRollback : CancelAction::kInterrupt;
  const auto answer = std::make_shared<http::Reply>(std::move(reply));
  LiveRun::OnEnd done;
  const bool waits = IsTrue(request.Query("wait"));
  if (waits) done = [answer](const RunOutcome&) { answer->Send(*NoContent()); };
  const Status cancelled = service.desk->Cancel(order->run, action, std::move(done));
  if (cancelled.has_error()) return answer->Send(cancelled.error());
  if (!waits) answer->Send(http::JsonResponse(Value::EmptyObject(), 202));
}

}  // namespace dashflow::api
