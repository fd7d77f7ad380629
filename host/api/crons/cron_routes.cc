// SPDX-License-Identifier: Apache-2.0
#include "host/api/crons/cron_handlers.h"
#include "host/api/routes.h"

namespace dashflow::api {
namespace {

using http::Method;
using http::Scope;

constexpr std::string_view kTag = "Crons";

constexpr std::string_view kCreateBody = R"({"type": "object",
  "required": ["assistant_id", "schedule"], "properties": {
  "assistant_id": {"type": "string"}, "schedule": {"type": "string"},
  "timezone": {"type": ["string", "null"]}, "end_time": {"type": ["string", "null"]},
  "enabled": {"type": ["boolean", "null"]}, "on_run_completed": {"enum": ["delete", "keep", null]},
  "input": {}, "config": {"type": ["object", "null"]}, "context": {"type": ["object", "null"]},
  "metadata": {"type": ["object", "null"]}, "webhook": {"type": ["string", "null"]},
  "interrupt_before": {"type": ["string", "array", "null"]},
  "interrupt_after": {"type": ["string", "array", "null"]},
  "multitask_strategy": {"enum": ["reject", "enqueue", "interrupt", "rollback", null]},
  "stream_mode": {"type": ["string", "array", "null"]},
  "stream_subgraphs": {"type": ["boolean", "null"]},
  "stream_resumable": {"type": ["boolean", "null"]},
  "durability": {"enum": ["sync", "async", "exit", null]}}})";

constexpr std::string_view kUpdateBody = R"({"type": "object", "properties": {
  "assistant_id": {"type": ["string", "null"]}, "schedule": {"type": ["string", "null"]},
  "timezone": {"type": ["string", "null"]}, "end_time": {"type": ["string", "null"]},
  "enabled": {"type": ["boolean", "null"]}, "on_run_completed": {"enum": ["delete", "keep", null]},
  "input": {}, "config": {"type": ["object", "null"]}, "context": {"type": ["object", "null"]},
  "metadata": {"type": ["object", "null"]}, "webhook": {"type": ["string", "null"]},
  "interrupt_before": {"type": ["string", "array", "null"]},
  "interrupt_after": {"type": ["string", "array", "null"]},
  "multitask_strategy": {"enum": ["reject", "enqueue", "interrupt", "rollback", null]},
  "stream_mode": {"type": ["string", "array", "null"]},
  "stream_subgraphs": {"type": ["boolean", "null"]},
  "stream_resumable": {"type": ["boolean", "null"]},
  "durability": {"enum": ["sync", "async", "exit", null]}}})";

constexpr std::string_view kSearchBody = R"({"type": ["object", "null"], "properties": {
  "assistant_id": {"type": ["string", "null"]}, "thread_id": {"type": ["string", "null"]},
  "enabled": {"type": ["boolean", "null"]}, "metadata": {"type": ["object", "null"]},
  "limit": {"type": ["integer", "null"], "minimum": 1, "maximum": 1000},
  "offset": {"type": ["integer", "null"], "minimum": 0},
  "sort_by": {"enum": ["cron_id", "assistant_id", "thread_id", "created_at", "updated_at",
    "next_run_date", "end_time", null]},
  "sort_order": {"enum": ["asc", "desc", null]},
  "select": {"type": ["array", "null"], "items": {"type": "string"}}}})";

http::Route Posted(std::string_view pattern, std::string_view operation, std::string_view summary,
                   http::Handler handle) {
  return {.method = Method::kPost,
          .pattern = pattern,
          .operation = operation,
          .tag = kTag,
          .summary = summary,
          .handle = std::move(handle)};
}

http::Route Taking(http::Route route, Scope scope, std::string_view body, bool needs_body) {
  route.scope = scope;
  route.body = body;
  route.needs_body = needs_body;
  return route;
}

}  // namespace

Rows CronRoutes(Service& service) {
  constexpr std::string_view kOne = "/runs/crons/{cron_id}";
  return {
      Taking(Posted("/runs/crons", "createCron", "Order a run again and again",
                    Answering(service, CreateCron)),
             Scope::kRun, kCreateBody, true),
      Taking(Posted("/threads/{thread_id}/runs/crons", "createThreadCron", "The same, on a thread",
                    Answering(service, CreateThreadCron)),
             Scope::kRun, kCreateBody, true),
      Taking(Posted("/runs/crons/search", "searchCrons", "The crons that fit",
                    Answering(service, SearchCrons)),
             Scope::kRead, kSearchBody, false),
      Taking(
          Posted("/runs/crons/count", "countCrons", "How many fit", Answering(service, CountCrons)),
          Scope::kRead, kSearchBody, false),
      {.method = Method::kPatch,
       .pattern = kOne,
       .operation = "updateCron",
       .tag = kTag,
       .summary = "Change a cron",
       .scope = Scope::kRun,
       .body = kUpdateBody,
       .needs_body = true,
       .handle = Answering(service, UpdateCron)},
      {.method = Method::kDelete,
       .pattern = kOne,
       .operation = "deleteCron",
       .tag = kTag,
       .summary = "Delete a cron",
       .scope = Scope::kRun,
       .may_be_empty = true,
       .handle = Answering(service, DeleteCron)},
  };
}

}  // namespace dashflow::api
