// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/run_order.h"

#include <algorithm>
#include <array>
#include <optional>

#include "host/api/request/body.h"
#include "host/checkpoint/run/record_filter.h"
#include "host/event/event.h"
#include "host/value/builder.h"
#include "host/value/flat.h"

namespace dashflow::api {
namespace {

using checkpoint::Document;

constexpr std::array<std::string_view, 6> kStatuses = {"pending", "running", "success",
                                                       "error",   "timeout", "interrupted"};

std::int64_t Nanoseconds(WallTime time) { return time.time_since_epoch().count(); }

WallTime TimeAt(const Value& record, std::string_view key) {
  return WallTime(std::chrono::nanoseconds(NumberOf(record, key, 0)));
}

Error Damaged(std::string_view run, std::string cause) {
  return Error("store_damaged", "the record of what was ordered cannot be read")
      .Operation("read run")
      .Resource(std::string(run))
      .Cause(std::move(cause));
}

std::optional<OrderStatus> StatusOf(const Value& record) {
  const auto found = std::ranges::find(kStatuses, TextOf(record, "status"));
  if (found == kStatuses.end()) return std::nullopt;
  return static_cast<OrderStatus>(found - kStatuses.begin());
}

std::vector<std::string> TermsOf(const RunOrder& order) {
  std::vector<std::string> terms(1);
  checkpoint::SetIndexTerm(terms[0], "thread", order.thread);
  if (IsOpen(order.status)) checkpoint::SetIndexTerm(terms.emplace_back(), "open", "1");
  if (order.webhook_due) terms.emplace_back(kWebhookDue);
  return terms;
}

}  // namespace

std::string_view OrderStatusName(OrderStatus status) {
  return kStatuses[static_cast<std::size_t>(status)];
}

bool IsTemporary(const RunOrder& order) { return FlagOf(order.kwargs, "temporary"); }

bool GoesAtEnd(const RunOrder& order) { return IsTemporary(order) && !order.webhook_due; }

Value RunView(const RunOrder& order) {
  ObjectBuilder view;
  view.Add("run_id", order.run);
  view.Add("thread_id", order.thread);
  view.Add("assistant_id", order.assistant);
  view.Add("created_at", event::FormatTime(order.created));
  view.Add("updated_at", event::FormatTime(order.updated));
  view.Add("metadata", order.metadata);
  view.Add("status", OrderStatusName(order.status));
  view.Add("kwargs", order.kwargs);
  view.Add("multitask_strategy", order.strategy);
  return std::move(view).Build();
}

Value RunView(const RunOrder& order, WallTime now) {
  Value view = RunView(order);
  if (order.status != OrderStatus::kPending) return view;
  const std::chrono::duration<double> queued = now - std::max(order.due, order.created);
  return std::move(view).Set("queued_seconds", std::max(queued.count(), 0.0));
}

std::vector<Document> DocumentsOf(const RunOrder& order) {
  std::vector<Document> documents(1);
  std::string given;
  if (order.kwargs.MemoryEstimate() > kOrderPart / 2) given = ToFlat(order.kwargs);
  if (given.size() <= kOrderPart) given.clear();
  for (std::size_t at = 0; at < given.size(); at += kOrderPart) {
    Document& part = documents.emplace_back();
    part.key = PartKey(order.run, documents.size() - 2);
    part.content = Value::Bytes(std::string_view(given).substr(at, kOrderPart));
  }
  ObjectBuilder record;
  record.Add("thread", order.thread);
  record.Add("assistant", order.assistant);
  record.Add("graph", order.graph);
  record.Add("owner", order.owner);
  record.Add("strategy", order.strategy);
  record.Add("metadata", order.metadata);
  record.Add("status", OrderStatusName(order.status));
  record.Add("attempt", static_cast<std::int64_t>(order.attempt));
  record.Add("created", Nanoseconds(order.created));
  record.Add("updated", Nanoseconds(order.updated));
  record.Add("due", Nanoseconds(order.due));
  if (given.empty()) record.Add("kwargs", order.kwargs);
  record.Add("parts", documents.size() - 1);
  documents.front().key = order.run;
  documents.front().content = std::move(record).Build();
  documents.front().terms = TermsOf(order);
  return documents;
}

std::string PartKey(std::string_view run, std::size_t part) {
  const std::string number = std::to_string(part);
  return std::string(run) + '/' + std::string(number.size() < 4 ? 4 - number.size() : 0, '0') +
         number;
}

std::size_t PartsOf(const Document& document) {
  return static_cast<std::size_t>(
      std::max<std::int64_t>(NumberOf(document.content, "parts", 0), 0));
}

Result<RunOrder> OrderOf(const Document& document, std::string_view parts) {
  const Value& record = document.content;
  const auto status = StatusOf(record);
  if (!status) return Damaged(document.key, "it has no status");
  RunOrder order;
  order.run = document.key;
  order.thread = TextOf(record, "thread");
  order.assistant = TextOf(record, "assistant");
  order.graph = TextOf(record, "graph");
  order.owner = TextOf(record, "owner");
  order.strategy = TextOf(record, "strategy");
  order.metadata = ObjectOf(record, "metadata");
  order.kwargs = ObjectOf(record, "kwargs");
  order.status = *status;
  order.attempt = static_cast<std::uint32_t>(NumberOf(record, "attempt", 1));
  order.created = TimeAt(record, "created");
  order.updated = TimeAt(record, "updated");
  order.due = TimeAt(record, "due");
  order.webhook_due = std::ranges::find(document.terms, kWebhookDue) != document.terms.end();
  if (parts.empty()) return order;
  const auto kwargs = ParseFlat(parts);
  if (kwargs.has_error()) return Damaged(document.key, kwargs.error().message());
  order.kwargs = *kwargs;
  return order;
}

}  // namespace dashflow::api
