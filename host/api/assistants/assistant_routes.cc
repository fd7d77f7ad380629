// SPDX-License-Identifier: Apache-2.0
#include "host/api/answer.h"
#include "host/api/assistants/assistant.h"
#include "host/api/assistants/assistant_handlers.h"
#include "host/api/routes.h"

namespace dashflow::api {
namespace {

using http::Method;
using http::Scope;

constexpr std::string_view kTag = "Assistants";

constexpr std::string_view kCreateBody = R"({"type": "object", "required": ["graph_id"],
  "properties": {"graph_id": {"type": "string"}, "config": {"type": ["object", "null"]},
  "context": {"type": ["object", "null"]}, "metadata": {"type": ["object", "null"]},
  "assistant_id": {"type": ["string", "null"]},
  "if_exists": {"enum": ["raise", "do_nothing", null]}, "name": {"type": ["string", "null"]},
  "description": {"type": ["string", "null"]}}})";

constexpr std::string_view kUpdateBody = R"({"type": "object", "properties": {
  "graph_id": {"type": ["string", "null"]}, "config": {"type": ["object", "null"]},
  "context": {"type": ["object", "null"]}, "metadata": {"type": ["object", "null"]},
  "name": {"type": ["string", "null"]}, "description": {"type": ["string", "null"]}}})";

constexpr std::string_view kSearchBody = R"({"type": ["object", "null"], "properties": {
  "metadata": {"type": ["object", "null"]}, "graph_id": {"type": ["string", "null"]},
  "name": {"type": ["string", "null"]},
  "limit": {"type": ["integer", "null"], "minimum": 1, "maximum": 1000},
  "offset": {"type": ["integer", "null"], "minimum": 0},
  "sort_by": {"enum": ["assistant_id", "graph_id", "name", "created_at", "updated_at", null]},
  "sort_order": {"enum": ["asc", "desc", null]},
  "select": {"type": ["array", "null"], "items": {"type": "string"}}}})";

constexpr std::string_view kVersionsBody = R"({"type": ["object", "null"], "properties": {
  "metadata": {"type": ["object", "null"]},
  "limit": {"type": ["integer", "null"], "minimum": 1, "maximum": 1000},
  "offset": {"type": ["integer", "null"], "minimum": 0}}})";

constexpr std::string_view kLatestBody = R"({"type": "object", "required": ["version"],
  "properties": {"version": {"type": "integer", "minimum": 1}}})";

Rows LookRoutes(Service& service) {
  const http::Parameter recurse{"recurse", R"({"type": "boolean"})",
                                "with those of subworkflows in subworkflows"};
  return {
      {.method = Method::kGet,
       .pattern = "/assistants/{assistant_id}",
       .operation = "getAssistant",
       .tag = kTag,
       .summary = "An assistant",
       .handle = Answering(service, GetAssistant)},
      {.method = Method::kGet,
       .pattern = "/assistants/{assistant_id}/graph",
       .operation = "getAssistantGraph",
       .tag = kTag,
       .summary = "Its workflow as a picture",
       .query = {{"xray", R"({"type": ["boolean", "integer"]})",
                  "subworkflows from the inside; a number = so deep"}},
       .handle = Answering(service, GetAssistantGraph)},
      {.method = Method::kGet,
       .pattern = "/assistants/{assistant_id}/schemas",
       .operation = "getAssistantSchemas",
       .tag = kTag,
       .summary = "What its workflow takes, keeps and returns",
       .handle = Answering(service, GetAssistantSchemas)},
      {.method = Method::kGet,
       .pattern = "/assistants/{assistant_id}/subgraphs",
       .operation = "getAssistantSubgraphs",
       .tag = kTag,
       .summary = "The same of its subworkflows",
       .query = {recurse},
       .handle = Answering(service, GetAssistantSubgraphs)},
      {.method = Method::kGet,
       .pattern = "/assistants/{assistant_id}/subgraphs/{namespace}",
       .operation = "getAssistantSubgraph",
       .tag = kTag,
       .summary = "The same of one of them",
       .query = {recurse},
       .handle = Answering(service, GetAssistantSubgraphs)},
  };
}

Rows ChangeRoutes(Service& service) {
  return {
      {.method = Method::kPost,
       .pattern = "/assistants",
       .operation = "createAssistant",
       .tag = kTag,
       .summary = "Create an assistant",
       .scope = Scope::kWrite,
       .body = kCreateBody,
       .needs_body = true,
       .handle = Answering(service, CreateAssistant)},
      {.method = Method::kPatch,
       .pattern = "/assistants/{assistant_id}",
       .operation = "updateAssistant",
       .tag = kTag,
       .summary = "Make a new version of it",
       .scope = Scope::kWrite,
       .body = kUpdateBody,
       .needs_body = true,
       .handle = Answering(service, UpdateAssistant)},
      {.method = Method::kDelete,
       .pattern = "/assistants/{assistant_id}",
       .operation = "deleteAssistant",
       .tag = kTag,
       .summary = "Delete it with all its versions",
       .scope = Scope::kWrite,
       .query = {{"delete_threads", R"({"type": "boolean"})", "with its threads"}},
       .may_be_empty = true,
       .handle = Answering(service, DeleteAssistant)},
      {.method = Method::kPost,
       .pattern = "/assistants/{assistant_id}/latest",
       .operation = "setLatestAssistantVersion",
       .tag = kTag,
       .summary = "Use one of its versions",
       .scope = Scope::kWrite,
       .body = kLatestBody,
       .needs_body = true,
       .handle = Answering(service, SetLatestVersion)},
  };
}

Rows ListRoutes(Service& service) {
  return {
      {.method = Method::kPost,
       .pattern = "/assistants/search",
       .operation = "searchAssistants",
       .tag = kTag,
       .summary = "The assistants that fit",
       .body = kSearchBody,
       .handle = Answering(service, SearchAssistants)},
      {.method = Method::kPost,
       .pattern = "/assistants/count",
       .operation = "countAssistants",
       .tag = kTag,
       .summary = "How many fit",
       .body = kSearchBody,
       .handle = Answering(service, CountAssistants)},
      {.method = Method::kPost,
       .pattern = "/assistants/{assistant_id}/versions",
       .operation = "getAssistantVersions",
       .tag = kTag,
       .summary = "Its versions, newest first",
       .body = kVersionsBody,
       .handle = Answering(service, GetAssistantVersions)},
  };
}

}  // namespace

Rows AssistantRoutes(Service& service) {
  Rows all = LookRoutes(service);
  for (auto* const rows : {ChangeRoutes, ListRoutes})
    for (http::Route& row : rows(service)) all.push_back(std::move(row));
  return all;
}

}  // namespace dashflow::api
