// SPDX-License-Identifier: Apache-2.0
#include "host/api/answer.h"
#include "host/api/routes.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

Answer Info(Service& service, const http::Request&) {
  ObjectBuilder flags;
  flags.Add("assistants", true);
  flags.Add("crons", true);
  flags.Add("langsmith", false);
  ObjectBuilder info;
  info.Add("version", service.version);
  info.Add("flags", std::move(flags).Build());
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
