// SPDX-License-Identifier: Apache-2.0
#include "host/http/page/document.h"

#include <memory>
#include <utility>

#include "host/http/page/docs.h"
#include "host/http/page/openapi.h"
#include "host/value/json.h"

namespace dashflow::http {
namespace {

using Text = std::shared_ptr<std::string>;

Status CheckSchemas(const std::vector<Route>& routes) {
  for (const Route& route : routes) {
    std::vector<std::string_view> schemas{route.body, route.reply};
    for (const Parameter& parameter : route.query) schemas.push_back(parameter.schema);
    for (const std::string_view schema : schemas) {
      if (schema.empty() || ParseJson(schema).has_value()) continue;
      return Error("internal", std::string(route.pattern) + " has a schema that is no JSON: " +
                                   ParseJson(schema).error().message());
    }
  }
  return Ok();
}

Route Fixed(std::string_view pattern, std::string_view operation, std::string_view summary,
            std::string_view type, Text text) {
  return {.pattern = pattern,
          .operation = operation,
          .tag = "System",
          .summary = summary,
          .scope = Scope::kNone,
          .runs_on = RunsOn::kIoThread,
          .reply_type = type.substr(0, type.find(';')),
          .handle = [type, text = std::move(text)](const Request&, Reply reply) {
            Response response{.type = std::string(type), .body = *text};
            response.headers = {
                {"x-content-type-options", "nosniff"},
                {"content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"}};
            reply.Send(std::move(response));
          }};
}

}  // namespace

Status AddDocumentRoutes(const std::string& version, std::vector<Route>& routes) {
  DF_TRY(CheckSchemas(routes));
  const auto api = std::make_shared<std::string>();
  const auto docs = std::make_shared<std::string>();
  routes.push_back(
      Fixed("/openapi.json", "openapi", "All routes, as OpenAPI 3.1", "application/json", api));
  routes.push_back(
      Fixed("/docs", "docs", "All routes, as a page", "text/html; charset=utf-8", docs));
  *api = ToJson(OpenApi(routes, version));
  *docs = DocsPage(routes, version);
  return Ok();
}

}  // namespace dashflow::http
