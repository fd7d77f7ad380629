// SPDX-License-Identifier: Apache-2.0
#include "host/api/crons/cron.h"

#include <utility>

#include "host/api/assistants/assistant.h"
#include "host/api/crons/schedule.h"
#include "host/api/request/body.h"
#include "host/api/threads/thread.h"
#include "host/api/webhooks/run_webhooks.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"
#include "host/event/event.h"
#include "host/expression/time/time_text.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

using MaybeTime = std::optional<WallTime>;

// What a body says about the cron; the rest of it is the run's.
constexpr std::string_view kOwn[] = {"schedule",         "timezone", "end_time",  "enabled",
                                     "on_run_completed", "metadata", "thread_id", "cron_id"};

Value TextOrNull(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value ViewOf(const MaybeTime& time) { return time ? Value(event::FormatTime(*time)) : Value(); }

Value Stored(const MaybeTime& time) {
  return time ? Value(time->time_since_epoch().count()) : Value();
}

std::vector<std::string> TextsOf(const Value& content, std::string_view key) {
  std::vector<std::string> texts;
  const Value list = ValueOf(content, key);
  for (std::size_t i = 0; list.is_array() && i < list.size(); ++i)
    texts.emplace_back(list.At(i).as_text());
  return texts;
}

Value ListOf(const std::vector<std::string>& texts) {
  ArrayBuilder list;
  for (const std::string& text : texts) list.Add(text);
  return std::move(list).Build();
}

MaybeTime TimeOf(const Value& content, std::string_view key) {
  if (Find(content, key) == nullptr) return std::nullopt;
  return WallTime(std::chrono::nanoseconds(NumberOf(content, key, 0)));
}

Value PayloadOf(Value payload, const Value& body) {
  Value said = body;
  for (const std::string_view member : kOwn) said = std::move(said).Erase(member);
  return Merged(std::move(payload), said);
}

Result<MaybeTime> EndOf(const Value& body) {
  const std::string text = TextOf(body, "end_time");
  const auto instant = expression::ParseTimestamp(text);
  if (!instant)
    return Error("request_invalid", "'" + text + "' is no time")
        .Resource("body/end_time")
        .Fix("write it as in 2026-01-31T12:00:00Z");
  return MaybeTime(WallTime(std::chrono::seconds(instant->seconds)));
}

}  // namespace

Error NoCron(std::string_view id) {
  return Error("cron_not_found", "Cron with ID " + std::string(id) + " not found")
      .Operation("find cron")
      .Resource(std::string(id));
}

Value CronView(const Cron& cron) {
  ObjectBuilder view;
  view.Add("cron_id", cron.id);
  view.Add("assistant_id", cron.assistant);
  view.Add("thread_id", TextOrNull(cron.thread));
  view.Add("on_run_completed", cron.keeps_thread ? "keep" : "delete");
  view.Add("end_time", ViewOf(cron.end));
  view.Add("schedule", cron.schedule);
  view.Add("timezone", TextOrNull(cron.zone));
  view.Add("created_at", event::FormatTime(cron.created));
  view.Add("updated_at", event::FormatTime(cron.updated));
  view.Add("payload", cron.payload);
  view.Add("user_id", TextOrNull(cron.owner));
  view.Add("next_run_date", ViewOf(cron.next));
  view.Add("metadata", cron.metadata);
  view.Add("enabled", cron.enabled);
  return std::move(view).Build();
}

Cron CronOf(const checkpoint::Document& document) {
  const Value& content = document.content;
  Cron cron{.id = document.key};
  cron.owner = TextOf(content, "owner");
  cron.assistant = TextOf(content, "assistant");
  cron.workflow = TextOf(content, "workflow");
  cron.patterns = TextsOf(content, "patterns");
  cron.thread = TextOf(content, "thread");
  cron.schedule = TextOf(content, "schedule");
  cron.zone = TextOf(content, "zone");
  cron.enabled = FlagOf(content, "enabled");
  cron.keeps_thread = FlagOf(content, "keeps_thread");
  cron.end = TimeOf(content, "end");
  cron.next = TimeOf(content, "next");
  cron.fired_for = TimeOf(content, "fired_for");
  cron.payload = ObjectOf(content, "payload");
  cron.metadata = ObjectOf(content, "metadata");
  cron.created = TimeOf(content, "created").value_or(WallTime());
  cron.updated = TimeOf(content, "updated").value_or(WallTime());
  return cron;
}

checkpoint::Document DocumentOf(const Cron& cron) {
  ObjectBuilder content;
  content.Add("owner", cron.owner);
  content.Add("assistant", cron.assistant);
  content.Add("workflow", cron.workflow);
  content.Add("patterns", ListOf(cron.patterns));
  content.Add("thread", cron.thread);
  content.Add("schedule", cron.schedule);
  content.Add("zone", cron.zone);
  content.Add("enabled", cron.enabled);
  content.Add("keeps_thread", cron.keeps_thread);
  content.Add("end", Stored(cron.end));
  content.Add("next", Stored(cron.next));
  content.Add("fired_for", Stored(cron.fired_for));
  content.Add("payload", cron.payload);
  content.Add("metadata", cron.metadata);
  content.Add("created", Stored(cron.created));
  content.Add("updated", Stored(cron.updated));
  checkpoint::Document document{.key = cron.id, .content = std::move(content).Build()};
  if (cron.next || cron.fired_for) document.terms.emplace_back(kFires);
  return document;
}

Result<MaybeTime> NextOf(const Cron& cron, WallTime time) {
  DF_ASSIGN(const Schedule schedule, Schedule::Parse(cron.schedule, cron.zone));
  if (!cron.enabled) return MaybeTime();
  const MaybeTime next = schedule.After(time);
  return next && cron.end && *next > *cron.end ? MaybeTime() : next;
}

Status ApplyBody(Service& service, const http::Caller& caller, const Value& body, Cron& cron) {
  DF_TRY(CheckWebhook(service, body));
  if (const std::string name = TextOf(body, "assistant_id"); !name.empty()) {
    DF_ASSIGN(const Assistant assistant, FindAssistant(service, caller, name));
    cron.assistant = assistant.id;
    cron.workflow = assistant.graph_id;
    cron.patterns = caller.workflows;
  }
  if (Find(body, "end_time") != nullptr) {
    DF_ASSIGN(cron.end, EndOf(body));
  }
  cron.schedule = TextOf(body, "schedule", cron.schedule);
  cron.zone = TextOf(body, "timezone", cron.zone);
  cron.enabled = FlagOf(body, "enabled", cron.enabled);
  if (const std::string then = TextOf(body, "on_run_completed"); !then.empty())
    cron.keeps_thread = then == "keep";
  cron.metadata = Merged(std::move(cron.metadata), ObjectOf(body, "metadata"));
  cron.payload = PayloadOf(std::move(cron.payload), body);
  cron.payload = std::move(cron.payload).Set("assistant_id", cron.assistant);
  cron.updated = service.clock.Now();
  DF_ASSIGN(cron.next, NextOf(cron, cron.updated));
  return Ok();
}

Result<Cron> FindCron(Service& service, const http::Caller& caller, std::string_view id) {
  if (id.size() > checkpoint::kMaxStoreKey) return NoCron(id);
  DF_ASSIGN(const auto document,
            checkpoint::Documents(service.store, checkpoint::kCronSpace).Get(id));
  if (!document) return NoCron(id);
  Cron cron = CronOf(*document);
  return MaySee(caller, cron.owner, cron.workflow) ? Result<Cron>(std::move(cron)) : NoCron(id);
}

}  // namespace dashflow::api
