// SPDX-License-Identifier: Apache-2.0
#include "host/api/threads/thread.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "host/api/queue/order_directory.h"
#include "host/api/request/body.h"
#include "host/api/request/ids.h"
#include "host/base/id.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"
#include "host/checkpoint/run/record_filter.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

using checkpoint::Document;
using checkpoint::Documents;

Documents ThreadsOf(Service& service) { return {service.store, checkpoint::kApiThreadSpace}; }

Error NoThread(std::string_view id) {
  return Error("thread_not_found", "Thread with ID " + std::string(id) + " not found")
      .Operation("find thread")
      .Resource(std::string(id));
}

Error NoUuid(std::string_view id) {
  return Error("request_invalid", "thread_id: '" + std::string(id) + "' is no UUID")
      .Operation("find thread")
      .Resource("path/thread_id");
}

Error Exists(const std::string& id) {
  return Error("thread_exists", "Thread with ID " + id + " already exists")
      .Operation("create thread")
      .Resource(id);
}

Value Nanoseconds(WallTime time) { return Value(time.time_since_epoch().count()); }

WallTime TimeOf(const Value& content, std::string_view key) {
  return WallTime(std::chrono::nanoseconds(NumberOf(content, key, 0)));
}

Result<std::optional<checkpoint::ThreadRecord>> RecordOf(Service& service, std::string_view id) {
  auto record = checkpoint::Directory(service.store).Get(id);
  if (record.has_value()) return std::optional(std::move(record).value());
  if (record.error().code() == "thread_not_found") return std::optional<checkpoint::ThreadRecord>();
  return record.error();
}

Status EraseOrders(Service& service, const std::string& thread) {
  OrderDirectory orders(service.store);
  std::vector<std::string> runs;
  DF_TRY(orders.VisitThread(thread, [&runs](const RunOrder& order) {
    runs.push_back(order.run);
    return true;
  }));
  for (const std::string& run : runs) DF_TRY(orders.Erase(run));
  return Ok();
}

Result<Thread> Existing(const http::Caller& caller, Thread thread, bool exists_ok) {
  if (exists_ok && MaySee(caller, thread)) return thread;
  return Exists(thread.id);
}

}  // namespace

WallTime Thread::updated() const { return record ? std::max(touched, record->updated) : touched; }

Thread ThreadOf(checkpoint::ThreadRecord record) {
  Thread thread{.id = record.id, .created = record.created, .touched = record.created};
  thread.metadata = thread.metadata.Set("graph_id", record.workflow);
  thread.record = std::move(record);
  return thread;
}

Thread ThreadOf(const Document& document) {
  const Value& content = document.content;
  Thread thread{.id = document.key, .owner = TextOf(content, "owner")};
  thread.metadata = ObjectOf(content, "metadata");
  thread.config = ObjectOf(content, "config");
  thread.created = TimeOf(content, "created");
  thread.touched = TimeOf(content, "touched");
  thread.swept = TimeOf(content, "swept");
  thread.ttl = {NumberOf(content, "ttl", 0), FlagOf(content, "keeps_latest")};
  return thread;
}

Document DocumentOf(const Thread& thread) {
  ObjectBuilder content;
  content.Add("owner", thread.owner);
  content.Add("metadata", thread.metadata);
  content.Add("config", thread.config);
  content.Add("created", Nanoseconds(thread.created));
  content.Add("touched", Nanoseconds(thread.touched));
  content.Add("swept", Nanoseconds(thread.swept));
  content.Add("ttl", thread.ttl.minutes);
  content.Add("keeps_latest", thread.ttl.keeps_latest);
  Document document{.key = thread.id, .content = std::move(content).Build()};
  if (thread.ttl.minutes != 0) document.terms.emplace_back(kHasTtl);
  return document;
}

WallTime ExpiryOf(const Thread& thread) {
  return thread.updated() + std::chrono::minutes(thread.ttl.minutes);
}

Result<std::optional<Thread>> ReadThread(Service& service, std::string_view id) {
  if (id.empty() || id.size() > checkpoint::kMaxStoreKey) return std::optional<Thread>();
  DF_ASSIGN(const auto document, ThreadsOf(service).Get(id));
  DF_ASSIGN(auto record, RecordOf(service, id));
  if (!document && !record) return std::optional<Thread>();
  if (!document) return std::optional(ThreadOf(*std::move(record)));
  Thread thread = ThreadOf(*document);
  thread.record = std::move(record);
  return std::optional(std::move(thread));
}

// Before its first run a thread has metadata, but no state of any workflow.
bool MaySee(const http::Caller& caller, const Thread& thread) {
  if (!thread.record) return MaySee(caller, thread.owner, "");
  const std::string graph_id = TextOf(thread.metadata, "graph_id", thread.record->workflow);
  return MaySee(caller, thread.owner, graph_id);
}

Result<Thread> FindThread(Service& service, const http::Caller& caller, std::string_view id) {
  DF_ASSIGN(auto thread, ReadThread(service, id));
  if (thread && MaySee(caller, *thread)) return *std::move(thread);
  return !thread && !IsUuid(id) ? NoUuid(id) : NoThread(id);
}

Result<Thread> CreateThread(Service& service, const http::Caller& caller, const NewThread& asked) {
  Thread thread{.id = asked.id, .owner = caller.owner, .metadata = asked.metadata};
  const WallTime now = service.clock.Now();
  if (thread.id.empty()) thread.id = ToString(NewUuid(now, service.random));
  DF_ASSIGN(auto found, ReadThread(service, thread.id));
  if (found) return Existing(caller, *std::move(found), asked.exists_ok);
  if (!IsUuid(thread.id)) return NoUuid(thread.id);
  thread.created = thread.touched = now;
  thread.ttl = asked.ttl;
  const auto put = ThreadsOf(service).Put(DocumentOf(thread));
  if (put.has_value()) return thread;
  if (put.error().code() != "store_conflict") return put.error();
  DF_ASSIGN(found, ReadThread(service, thread.id));
  return found ? Existing(caller, *std::move(found), asked.exists_ok) : Exists(thread.id);
}

Result<Thread> ChangeThread(Service& service, const Thread& thread, const ThreadChanger& change) {
  const auto changed = ThreadsOf(service).Change(thread.id, [&](Document& document) {
    Thread now = document.rev == 0 ? thread : ThreadOf(document);
    change(now);
    now.touched = service.clock.Now();
    Document next = DocumentOf(now);
    next.rev = document.rev;
    document = std::move(next);
    return Result<bool>(true);
  });
  if (changed.has_error()) return changed.error();
  Thread result = ThreadOf(*changed);
  result.record = thread.record;
  return result;
}

Status NoteRun(Service& service, const Thread& thread, std::string_view graph_id,
               std::string_view assistant_id, const Value& config) {
  const auto says = [&thread](std::string_view key, std::string_view value) {
    return TextOf(thread.metadata, key) == value;
  };
  const bool is_known = says("graph_id", graph_id) && says("assistant_id", assistant_id);
  if (is_known && thread.config == config) return Ok();
  DF_TRY(ChangeThread(service, thread, [&](Thread& now) {
    now.metadata = std::move(now.metadata).Set("graph_id", graph_id);
    now.metadata = std::move(now.metadata).Set("assistant_id", assistant_id);
    now.config = config;
  }));
  return Ok();
}

Status SweepThread(Service& service, const Thread& thread) {
  if (!thread.record || thread.record->updated <= thread.swept) return Ok();
  const auto pruned = service.engine.PruneThread(thread.id, {.keep = 1, .since = {}});
  if (pruned.has_error()) return pruned.error();
  DF_TRY(ThreadsOf(service).Change(thread.id, [&thread](Document& document) {
    if (document.rev == 0) return Result<bool>(false);
    document.content = document.content.Set("swept", Nanoseconds(thread.record->updated));
    return Result<bool>(true);
  }));
  return Ok();
}

Status EraseThread(Service& service, const Thread& thread) {
  if (thread.record) DF_TRY(service.engine.DeleteThread(thread.id));
  DF_TRY(EraseOrders(service, thread.id));  // those that never began
  return thread.record ? Ok() : ThreadsOf(service).Erase(thread.id);
}

Status EraseIdleThread(Service& service, const Thread& thread) {
  if (!service.has_open_run || !service.has_open_run(thread.id))
    return EraseThread(service, thread);
  return Error("thread_busy", "thread " + thread.id + " has a run that is under way, or waits")
      .Operation("delete thread")
      .Resource(thread.id);
}

}  // namespace dashflow::api
