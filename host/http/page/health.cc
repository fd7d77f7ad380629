// SPDX-License-Identifier: Apache-2.0
#include "host/http/page/health.h"

#include <utility>

namespace dashflow::http {
namespace {

Response Ready(const std::vector<Trouble>& troubles) {
  Value parts = Value::EmptyObject();
  for (const Trouble& trouble : troubles) parts = std::move(parts).Set(trouble.part, trouble.what);
  const bool is_ready = troubles.empty();
  Value body = Value::EmptyObject().Set("ready", is_ready);
  if (!is_ready) body = std::move(body).Set("trouble", std::move(parts));
  return JsonResponse(body, is_ready ? 200 : 503);
}

Route Alive(std::string_view pattern, std::string_view operation) {
  return {.pattern = pattern,
          .operation = operation,
          .tag = "System",
          .summary = "Whether the process answers",
          .scope = Scope::kNone,
          .runs_on = RunsOn::kIoThread,
          .handle = [](const Request&, Reply reply) {
            reply.Send(Response{.body = R"({"ok":true})"});
          }};
}

}  // namespace

std::vector<Route> HealthRoutes(Readiness readiness) {
  std::vector<Route> routes{Alive("/ok", "ok"), Alive("/healthz", "healthz")};
  routes.push_back({.pattern = "/readyz",
                    .operation = "readyz",
                    .tag = "System",
                    .summary = "Whether the host does its work; 503 says what is in the way",
                    .scope = Scope::kNone,
                    .handle = [readiness = std::move(readiness)](const Request&, Reply reply) {
                      reply.Send(Ready(readiness ? readiness() : std::vector<Trouble>()));
                    }});
  return routes;
}

}  // namespace dashflow::http
