// SPDX-License-Identifier: Apache-2.0
#include "host/api/answer.h"
#include "host/api/queue/run_desk.h"
#include "host/api/routes.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

Answer Info(Service& service, const http::Request&) {
  ObjectBuilder flags;
  flags.Add("assistants", true);
  flags.Add("crons", true);
  flags.Add("langsmith", false);
  const RunDesk::Counts counts = service.desk ? service.desk->counts() : RunDesk::Counts{};
  ObjectBuilder queue;
  queue.Add("running", counts.running);
  queue.Add("waiting", counts.waiting);
  queue.Add("oldest_seconds", std::chrono::duration<double>(counts.oldest).count());
  ObjectBuilder info;
  info.Add("version", service.version);
  info.Add("flags", std::move(flags).Build());
  info.Add("queue", std::move(queue).Build());
  return Json(std::move(info).Build());
}

}  // namespace

Rows SystemRoutes(Service& service) {
  return {{.method = http::Method::kGet,
           .pattern = "/info",
           .operation = "getInfo",
           .tag = "System",
           .summary = "What this server is, and what it can do",
           .scope = http::Scope::kNone,
           .runs_on = http::RunsOn::kIoThread,
           .handle = Answering(service, Info)}};
}

}  // namespace dashflow::api
