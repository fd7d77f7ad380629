// SPDX-License-Identifier: Apache-2.0
#include "host/api/routes.h"
#include "host/api/threads/thread_handlers.h"

namespace dashflow::api {
namespace {

using http::Method;
using http::Scope;

constexpr std::string_view kTag = "Threads";

constexpr std::string_view kCreateBody = R"({"type": ["object", "null"], "properties": {
  "thread_id": {"type": ["string", "null"]}, "metadata": {"type": ["object", "null"]},
  "graph_id": {"type": ["string", "null"]}, "if_exists": {"enum": ["raise", "do_nothing", null]},
  "ttl": {"anyOf": [{"type": "null"}, {"type": "integer", "minimum": 1},
    {"type": "object", "required": ["ttl"], "properties": {"ttl": {"type": "integer", "minimum": 1},
     "strategy": {"enum": ["delete", "keep_latest", null]}}}]},
  "supersteps": {"type": ["array", "null"], "items": {"type": "object", "required": ["updates"],
    "properties": {"updates": {"type": "array", "minItems": 1, "items": {"type": "object",
      "properties": {"values": {}, "command": {"type": ["object", "null"]},
      "as_node": {"type": ["string", "null"]}}}}}}}}})";

constexpr std::string_view kPatchBody = R"({"type": "object", "properties": {
  "metadata": {"type": ["object", "null"]},
  "ttl": {"anyOf": [{"type": "null"}, {"type": "integer", "minimum": 1},
    {"type": "object", "required": ["ttl"], "properties": {"ttl": {"type": "integer", "minimum": 1},
     "strategy": {"enum": ["delete", "keep_latest", null]}}}]}}})";

constexpr std::string_view kSearchBody = R"({"type": ["object", "null"], "properties": {
  "metadata": {"type": ["object", "null"]}, "values": {"type": ["object", "null"]},
  "ids": {"type": ["array", "null"], "items": {"type": "string"}},
  "status": {"enum": ["idle", "busy", "interrupted", "error", null]},
  "limit": {"type": ["integer", "null"], "minimum": 1, "maximum": 1000},
  "offset": {"type": ["integer", "null"], "minimum": 0},
  "sort_by": {"enum": ["thread_id", "status", "created_at", "updated_at", "state_updated_at",
    null]},
  "sort_order": {"enum": ["asc", "desc", null]},
  "select": {"type": ["array", "null"], "items": {"type": "string"}},
  "extract": {"type": ["object", "null"], "additionalProperties": {"type": "string"}}}})";

constexpr std::string_view kPruneBody = R"({"type": "object", "required": ["thread_ids"],
  "properties": {"thread_ids": {"type": "array", "items": {"type": "string"}},
  "strategy": {"enum": ["delete", "keep_latest", null]}}})";

Rows OneRoutes(Service& service) {
  constexpr std::string_view kOne = "/threads/{thread_id}";
  return {
      {.method = Method::kPost,
       .pattern = "/threads",
       .operation = "createThread",
       .tag = kTag,
       .summary = "Create a thread",
       .scope = Scope::kWrite,
       .body = kCreateBody,
       .handle = Answering(service, PostThread)},
      {.method = Method::kGet,
       .pattern = kOne,
       .operation = "getThread",
       .tag = kTag,
       .summary = "A thread",
       .query = {{"include", R"({"type": "string"})", "ttl: with how long it is kept", true}},
       .handle = Answering(service, GetThread)},
      {.method = Method::kPatch,
       .pattern = kOne,
       .operation = "updateThread",
       .tag = kTag,
       .summary = "Add to its metadata",
       .scope = Scope::kWrite,
       .body = kPatchBody,
       .needs_body = true,
       .may_be_empty = true,
       .handle = Answering(service, PatchThread)},
      {.method = Method::kDelete,
       .pattern = kOne,
       .operation = "deleteThread",
       .tag = kTag,
       .summary = "Delete it with its runs and its history",
       .scope = Scope::kWrite,
       .may_be_empty = true,
       .handle = Answering(service, DeleteThread)},
      {.method = Method::kPost,
       .pattern = "/threads/{thread_id}/copy",
       .operation = "copyThread",
       .tag = kTag,
       .summary = "The thread again, with all its history",
       .scope = Scope::kWrite,
       .handle = Answering(service, CopyThread)},
  };
}

Rows ManyRoutes(Service& service) {
  return {
      {.method = Method::kPost,
       .pattern = "/threads/search",
       .operation = "searchThreads",
       .tag = kTag,
       .summary = "The threads that fit",
       .body = kSearchBody,
       .handle = Answering(service, SearchThreads)},
      {.method = Method::kPost,
       .pattern = "/threads/count",
       .operation = "countThreads",
       .tag = kTag,
       .summary = "How many fit",
       .body = kSearchBody,
       .handle = Answering(service, CountThreads)},
      {.method = Method::kPost,
       .pattern = "/threads/prune",
       .operation = "pruneThreads",
       .tag = kTag,
       .summary = "Delete threads, or all but their newest checkpoints",
       .scope = Scope::kWrite,
       .body = kPruneBody,
       .needs_body = true,
       .handle = Answering(service, PruneThreads)},
  };
}

}  // namespace

Rows ThreadRoutes(Service& service) {
  Rows all = OneRoutes(service);
  for (http::Route& row : ManyRoutes(service)) all.push_back(std::move(row));
  return all;
}

}  // namespace dashflow::api
