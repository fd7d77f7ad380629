// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "host/api/assistants/assistant.h"
#include "host/api/assistants/assistant_handlers.h"
#include "host/api/assistants/graph_view.h"
#include "host/api/assistants/schema_view.h"

namespace dashflow::api {
namespace {

constexpr int kAllDepths = 64;

int DepthOf(std::string_view xray) {
  if (xray == "true") return kAllDepths;
  int depth = 0;
  std::from_chars(xray.data(), xray.data() + xray.size(), depth);
  return std::clamp(depth, 0, kAllDepths);
}

Result<Served> WorkflowOf(Service& service, const http::Request& request) {
  DF_ASSIGN(const Assistant assistant,
            FindAssistant(service, request.caller, request.arguments[0]));
  return service.workflows.Find(assistant.graph_id, assistant.params());
}

}  // namespace

Answer GetAssistant(Service& service, const http::Request& request) {
  DF_ASSIGN(const Assistant assistant,
            FindAssistant(service, request.caller, request.arguments[0]));
  return Json(AssistantView(assistant));
}

Answer GetAssistantGraph(Service& service, const http::Request& request) {
  DF_ASSIGN(const Served served, WorkflowOf(service, request));
  const int depth = DepthOf(request.Query("xray").value_or("false"));
  return Json(GraphView(graph::Draw(served.workflow()), depth));
}

Answer GetAssistantSchemas(Service& service, const http::Request& request) {
  DF_ASSIGN(const Served served, WorkflowOf(service, request));
  return Json(SchemaView(served));
}

Answer GetAssistantSubgraphs(Service& service, const http::Request& request) {
  DF_ASSIGN(const Served served, WorkflowOf(service, request));
  const std::string space = request.arguments.size() > 1 ? request.arguments[1] : std::string();
  const bool recurse = request.Query("recurse") == "true";
  return Json(SubgraphsView(served, space, recurse));
}

}  // namespace dashflow::api
