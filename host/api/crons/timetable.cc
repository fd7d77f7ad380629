// SPDX-License-Identifier: Apache-2.0
#include "host/api/crons/timetable.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "host/api/meter.h"
#include "host/api/request/ids.h"
#include "host/api/threads/thread.h"
#include "host/api/threads/thread_view.h"
#include "host/base/id.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"

namespace dashflow::api {
namespace {

using checkpoint::Document;
using checkpoint::Documents;

constexpr std::chrono::minutes kLook{1};
// Everything but what is for administrators.
constexpr std::uint8_t kOwnScopes = 0x0f;

Documents CronsOf(Service& service) { return {service.store, checkpoint::kCronSpace}; }

// The same for the same time of the same cron: a UUID version 7 of that time, so that it sorts as
// those of all runs do.
std::string RunIdOf(const Cron& cron) {
  constexpr std::size_t kTimeDigits = 15;  // with the version
  const auto since_epoch = cron.fired_for->time_since_epoch();
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(since_epoch).count();
  const Uuid time{(static_cast<std::uint64_t>(ms) << 16) | 0x7000, 0};
  const std::string rest = UuidOf(cron.id + '@' + std::to_string(since_epoch.count()));
  return ToString(time).substr(0, kTimeDigits) + rest.substr(kTimeDigits);
}

Value BodyOf(const Cron& cron) {
  if (!cron.thread.empty()) return cron.payload;
  return cron.payload.Set("on_completion", cron.keeps_thread ? "keep" : "delete");
}

// The time is taken: nobody else fires for it. Nothing = somebody else has, or it has changed.
Result<std::optional<Cron>> Take(Service& service, const Cron& found, WallTime now) {
  std::optional<Cron> taken;
  DF_TRY(CronsOf(service).Change(found.id, [&](Document& document) -> Result<bool> {
    taken.reset();
    Cron cron = CronOf(document);
    if (document.rev == 0 || cron.next != found.next) return false;
    cron.fired_for = cron.next;
    DF_ASSIGN(cron.next, NextOf(cron, now));
    Document next = DocumentOf(cron);
    next.rev = document.rev;
    document = std::move(next);
    taken = std::move(cron);
    return true;
  }));
  return taken;
}

Status Settle(Service& service, const Cron& fired) {
  DF_TRY(CronsOf(service).Change(fired.id, [&fired](Document& document) -> Result<bool> {
    Cron cron = CronOf(document);
    if (document.rev == 0 || cron.fired_for != fired.fired_for) return false;
    cron.fired_for.reset();
    Document next = DocumentOf(cron);
    next.rev = document.rev;
    document = std::move(next);
    return true;
  }));
  return Ok();
}

// How many times of the cron have passed since the one that it fires for; so many at most.
std::uint64_t MissedSince(const Cron& cron, WallTime now) {
  constexpr std::uint64_t kMostCounted = 1000;
  std::uint64_t missed = 0;
  for (auto at = NextOf(cron, *cron.fired_for); missed < kMostCounted; ++missed) {
    if (at.has_error() || !*at || **at > now) break;
    at = NextOf(cron, **at);
  }
  return missed;
}

bool MayPass(const Error& error) { return error.retryable(); }

// What is left of a thread whose time is over.
Status End(Service& service, const Thread& thread) {
  DF_ASSIGN(const std::string_view status, StatusOf(service, thread));
  if (status == "busy") return Ok();
  return thread.ttl.keeps_latest ? SweepThread(service, thread) : EraseThread(service, thread);
}

}  // namespace

void Timetable::Look() {
  std::optional<WallTime> next;
  const WallTime now = service_.clock.Now();
  {
    const std::lock_guard lock(waiting_);
    if (expected_ && *expected_ <= now) expected_.reset();
  }
  {
    const std::lock_guard lock(working_);
    if (stopped_) return;
    next = FireAll(now);
    SweepThreads(now);
  }
  Expect(std::min(next.value_or(WallTime::max()), now + kLook));
}

void Timetable::Expect(WallTime when) {
  {
    const std::lock_guard lock(waiting_);
    if (expected_ && *expected_ <= when) return;
    expected_ = when;
  }
  service_.engine.CallAt(when, [self = shared_from_this()] { self->Look(); });
}

void Timetable::Stop() {
  const std::lock_guard lock(working_);
  stopped_ = true;
}

// When the next is due.
std::optional<WallTime> Timetable::FireAll(WallTime now) {
  std::vector<Cron> crons;
  std::optional<WallTime> next;
  Note(CronsOf(service_).Visit({.term = kFires}, [&](const Document& document) {
    Cron cron = CronOf(document);
    const bool is_due = cron.fired_for || (cron.next && *cron.next <= now);
    if (is_due) return crons.push_back(std::move(cron)), true;
    if (cron.next && (!next || *cron.next < *next)) next = cron.next;
    return true;
  }));
  std::size_t due = crons.size();
  for (const Cron& cron : crons) {
    const Status fired = Fire(cron, now);
    if (fired.has_value()) --due;
    Note(fired);
  }
  CountDue(due);
  return next;
}

void Timetable::CountDue(std::size_t left) {
  if (!service_.meter) return;
  service_.meter->crons_due.Set(static_cast<std::int64_t>(left));
  service_.meter->crons_failed.Add(left);
}

Status Timetable::Fire(const Cron& found, WallTime now) {
  if (found.fired_for) return Order(found);
  DF_ASSIGN(const auto taken, Take(service_, found, now));
  if (!taken) return Ok();
  if (taken->next) Expect(*taken->next);
  if (service_.meter) service_.meter->crons_missed.Add(MissedSince(*taken, now));
  return Order(*taken);
}

// What cannot be ordered now is tried again, what never can is given up until the next time.
Status Timetable::Order(const Cron& cron) {
  const http::Caller caller{
      .owner = cron.owner, .name = "cron", .scopes = kOwnScopes, .workflows = cron.patterns};
  Status ordered = order_(caller, cron.thread, RunIdOf(cron), BodyOf(cron));
  if (ordered.has_error() && MayPass(ordered.error())) return ordered;
  if (service_.meter && ordered.has_value()) service_.meter->crons_fired.Add();
  DF_TRY(Settle(service_, cron));
  return ordered;
}

void Timetable::SweepThreads(WallTime now) {
  std::vector<Thread> ended;
  std::vector<std::string> ids;
  Note(Documents(service_.store, checkpoint::kApiThreadSpace)
           .Visit({.term = kHasTtl}, [&](const Document& document) {
             if (ExpiryOf(ThreadOf(document)) <= now) ids.push_back(document.key);
             return true;
           }));
  for (const std::string& id : ids) {
    const auto thread = ReadThread(service_, id);
    if (thread.has_error()) {
      Note(thread.error());
    } else if (*thread && ExpiryOf(**thread) <= now) {
      if (service_.meter) service_.meter->threads_expired.Add();
      Note(End(service_, **thread));
    }
  }
}

void Timetable::Note(const Status& done) {
  if (done.has_error()) log_.Write(LogLevel::kWarning, "api", done.error().message());
}

}  // namespace dashflow::api
