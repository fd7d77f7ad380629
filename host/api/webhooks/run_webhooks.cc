// SPDX-License-Identifier: Apache-2.0
#include "host/api/webhooks/run_webhooks.h"

#include <utility>
#include <vector>

#include "host/api/queue/run_desk.h"
#include "host/api/request/body.h"
#include "host/api/runs/desk_of.h"
#include "host/api/runs/stored_run.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/event/event.h"
#include "host/value/json.h"

namespace dashflow::api {
namespace {

WallTime BeginOf(Service& service, const RunOrder& order) {
  const auto run = checkpoint::RunDirectory(service.store).Get(order.run);
  return run.has_value() ? run->started : order.created;
}

Result<Value> BodyOf(Service& service, const RunOrder& order) {
  DF_ASSIGN(const RunOutcome outcome, StoredOutcome(service, order));
  Value body = RunView(order)
                   .Set("values", outcome.values)
                   .Set("run_started_at", event::FormatTime(BeginOf(service, order)))
                   .Set("run_ended_at", event::FormatTime(order.updated))
                   .Set("webhook_sent_at", event::FormatTime(service.clock.Now()));
  return outcome.error ? std::move(body).Set("error", FailureView(*outcome.error)) : body;
}

Result<std::optional<Delivery>> Load(Service& service, const std::string& run) {
  const auto order = service.desk->Get(run);
  if (order.has_error() && order.error().code() == "run_not_found")
    return std::optional<Delivery>();
  if (order.has_error()) return order.error();
  DF_ASSIGN(const Value body, BodyOf(service, *order));
  return std::optional(Delivery{
      .url = TextOf(order->kwargs, "webhook"), .body = ToJson(body), .ended = order->updated});
}

void Settle(Service& service, Log& log, const std::string& run) {
  auto order = service.desk->Get(run);
  if (order.has_error()) return;
  if (IsTemporary(*order)) return ForgetTemporary(service, *order);  // due until it is erased
  order->webhook_due = false;
  const Status put = OrderDirectory(service.store).PutAndWait(*order);
  if (put.has_error())
    log.Write(LogLevel::kWarning, "api", "a webhook will be sent again: " + put.error().message());
}

}  // namespace

void OpenWebhooks(Service& service, Log& log, WebhookRules rules) {
  service.webhooks = std::make_shared<WebhookSender>(WebhookSender::Parts{
      .clock = service.clock,
      .log = log,
      .rules = std::move(rules),
      .load = [&service](const std::string& run) { return Load(service, run); },
      .settle = [&service, &log](const std::string& run) { Settle(service, log, run); }});
}

Status ResumeWebhooks(Service& service) {
  std::vector<std::string> due;
  DF_TRY(OrderDirectory(service.store).VisitWebhooks([&due](const RunOrder& order) {
    due.push_back(order.run);
    return true;
  }));
  for (const std::string& run : due) {
    DF_ASSIGN(const RunOrder order, service.desk->Get(run));
    if (!IsOpen(order.status)) service.webhooks->Add(run);
  }
  return Ok();
}

Status CheckWebhook(const Service& service, const Value& body) {
  const std::string url = TextOf(body, "webhook");
  if (url.empty()) return Ok();
  const auto parsed = ParseServerUrl(url, service.webhooks && service.webhooks->rules().inside);
  if (parsed.has_value()) return Ok();
  return Error("request_invalid", "the webhook cannot be called")
      .Resource("body/webhook")
      .Cause(parsed.error().cause())
      .Fix("give the address of an https server, as in https://hooks.example/done");
}

}  // namespace dashflow::api
