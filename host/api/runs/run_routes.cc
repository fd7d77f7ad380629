// SPDX-License-Identifier: Apache-2.0
#include "host/api/routes.h"
#include "host/api/runs/run_handlers.h"
#include "host/api/runs/run_schemas.h"

namespace dashflow::api {
namespace {

using http::Method;
using http::Scope;

constexpr std::string_view kTag = "Runs";
constexpr std::string_view kStatelessTag = "Stateless runs";
constexpr std::string_view kEventStream = "text/event-stream";

const http::Parameter kAction{"action", R"({"enum": ["interrupt", "rollback"]})",
                              "interrupt keeps what the run did, rollback undoes it"};
const http::Parameter kWait{"wait", R"({"type": ["boolean", "integer"]})",
                            "answer when it has ended"};

std::string_view ReplyType(std::string_view pattern) {
  return pattern.ends_with("/stream") ? kEventStream : "application/json";
}

std::vector<http::Parameter> StreamQuery() {
  return {{"stream_mode", R"({"type": "string"})", "only frames of these modes", true},
          {"cancel_on_disconnect", R"({"type": ["boolean", "integer"]})",
           "cancel the run when the client goes away"},
          {"when_slow", R"({"enum": ["drop", "disconnect"]})",
           "what becomes of a client that does not keep up"}};
}

Rows BeginRoutes(Service& service) {
  const auto row = [&](std::string_view pattern, std::string_view operation,
                       std::string_view summary, LateAnswer answer) {
    return http::Route{.method = Method::kPost,
                       .pattern = pattern,
                       .operation = operation,
                       .tag = pattern.starts_with("/runs") ? kStatelessTag : kTag,
                       .summary = summary,
                       .scope = Scope::kRun,
                       .body = pattern == "/runs/batch" ? RunCreateBatch() : kRunCreate,
                       .needs_body = true,
                       .reply_type = ReplyType(pattern),
                       .handle = AnsweringLater(service, answer)};
  };
  return {
      row("/threads/{thread_id}/runs", "createRun", "Begin a run", CreateRun),
      row("/threads/{thread_id}/runs/stream", "streamRun", "Begin a run and follow it", StreamRun),
      row("/threads/{thread_id}/runs/wait", "waitRun", "Begin a run and wait for it", WaitRun),
      row("/runs", "createStatelessRun", "Begin a run on a thread of its own", CreateRun),
      row("/runs/stream", "streamStatelessRun", "The same, and follow it", StreamRun),
      row("/runs/wait", "waitStatelessRun", "The same, and wait for it", WaitRun),
      row("/runs/batch", "createRuns", "Begin several runs", CreateRuns),
  };
}

Rows FollowRoutes(Service& service) {
  const auto row = [&](std::string_view pattern, std::string_view operation,
                       std::string_view summary, LateAnswer answer) {
    return http::Route{.pattern = pattern,
                       .operation = operation,
                       .tag = kTag,
                       .summary = summary,
                       .reply_type = ReplyType(pattern),
                       .handle = AnsweringLater(service, answer)};
  };
  Rows rows = {
      row("/threads/{thread_id}/runs/{run_id}/join", "joinRun", "Wait for a run", JoinRun),
      row("/threads/{thread_id}/runs/{run_id}/stream", "joinRunStream", "Follow a run", JoinStream),
      row("/runs/{run_id}/stream", "joinStatelessRunStream", "Follow a run", JoinStream),
      row("/runs/{run_id}/join", "joinStatelessRun", "Wait for a run", JoinRun),
  };
  rows[1].query = StreamQuery();
  rows[2].query = StreamQuery();
  return rows;
}

Rows LookRoutes(Service& service) {
  const http::Parameter status{"status", R"({"type": "string"})", "only those with this status"};
  return {
      {.pattern = "/threads/{thread_id}/runs",
       .operation = "listRuns",
       .tag = kTag,
       .summary = "The runs of a thread, the newest first",
       .query = {{"limit", R"({"type": "integer", "minimum": 1})", "at most so many"},
                 {"offset", R"({"type": "integer", "minimum": 0})", "behind so many"},
                 status,
                 {"select", R"({"type": "string"})", "only these members", true}},
       .handle = Answering(service, ListRuns)},
      {.pattern = "/threads/{thread_id}/runs/{run_id}",
       .operation = "getRun",
       .tag = kTag,
       .summary = "A run",
       .handle = Answering(service, GetRun)},
      {.method = Method::kDelete,
       .pattern = "/threads/{thread_id}/runs/{run_id}",
       .operation = "deleteRun",
       .tag = kTag,
       .summary = "Forget a run that has ended",
       .scope = Scope::kWrite,
       .may_be_empty = true,
       .handle = Answering(service, DeleteRun)},
  };
}

Rows CancelRoutes(Service& service) {
  return {
      {.method = Method::kPost,
       .pattern = "/threads/{thread_id}/runs/{run_id}/cancel",
       .operation = "cancelRun",
       .tag = kTag,
       .summary = "Cancel a run",
       .scope = Scope::kRun,
       .is_urgent = true,
       .query = {kWait, kAction},
       .may_be_empty = true,
       .handle = AnsweringLater(service, CancelRun)},
      {.method = Method::kPost,
       .pattern = "/runs/cancel",
       .operation = "cancelRuns",
       .tag = kStatelessTag,
       .summary = "Cancel several runs",
       .scope = Scope::kRun,
       .is_urgent = true,
       .body = kCancelRuns,
       .needs_body = true,
       .query = {kAction},
       .may_be_empty = true,
       .handle = Answering(service, CancelRuns)},
  };
}

}  // namespace

Rows RunRoutes(Service& service) {
  Rows all;
  for (const auto rows : {BeginRoutes, FollowRoutes, LookRoutes, CancelRoutes}) {
    for (http::Route& row : rows(service)) all.push_back(std::move(row));
  }
  return all;
}

}  // namespace dashflow::api
