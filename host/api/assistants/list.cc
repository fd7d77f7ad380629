// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/api/assistants/assistant.h"
#include "host/api/assistants/assistant_handlers.h"
#include "host/api/assistants/assistant_store.h"
#include "host/api/request/body.h"
#include "host/api/request/page.h"
#include "host/api/request/sorted.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

bool HasInIt(std::string text, std::string part) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  std::ranges::transform(part, part.begin(), [](unsigned char c) { return std::tolower(c); });
  return text.find(part) != std::string::npos;
}

bool Fits(const Assistant& assistant, const Value& body) {
  const std::string graph_id = TextOf(body, "graph_id");
  return (graph_id.empty() || assistant.graph_id == graph_id) &&
         HasInIt(assistant.name, TextOf(body, "name")) &&
         Contains(assistant.metadata, ObjectOf(body, "metadata"));
}

Result<std::vector<Value>> Fitting(Service& service, const http::Request& request) {
  DF_ASSIGN(const auto all, ListAssistants(service, request.caller));
  std::vector<Value> fitting;
  for (const Assistant& assistant : all)
    if (Fits(assistant, request.body)) fitting.push_back(AssistantView(assistant));
  return fitting;
}

Answer PageAnswer(const std::vector<Value>& all, const Value& body) {
  const Page page = PageOf(body);
  ArrayBuilder views;
  for (const Value& view : Cut(all, page)) views.Add(Selected(view, ValueOf(body, "select")));
  return Paged(std::move(views).Build(), page, all.size());
}

}  // namespace

Answer SearchAssistants(Service& service, const http::Request& request) {
  DF_ASSIGN(auto fitting, Fitting(service, request));
  SortBy(fitting, TextOf(request.body, "sort_by", "created_at"),
         TextOf(request.body, "sort_order", "desc"));
  return PageAnswer(fitting, request.body);
}

Answer CountAssistants(Service& service, const http::Request& request) {
  DF_ASSIGN(const auto fitting, Fitting(service, request));
  return Json(static_cast<std::int64_t>(fitting.size()));
}

Answer GetAssistantVersions(Service& service, const http::Request& request) {
  DF_ASSIGN(const Assistant found, FindAssistant(service, request.caller, request.arguments[0]));
  DF_ASSIGN(auto versions, AssistantStore(service.store).Versions(found.id));
  if (versions.empty()) versions.push_back(found);
  std::vector<Value> fitting;
  for (const Assistant& version : versions)
    if (MaySee(request.caller, version) &&
        Contains(version.metadata, ObjectOf(request.body, "metadata")))
      fitting.push_back(AssistantView(version));
  return PageAnswer(fitting, request.body);
}

}  // namespace dashflow::api
