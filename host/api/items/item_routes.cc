// SPDX-License-Identifier: Apache-2.0
#include "host/api/items/item_handlers.h"
#include "host/api/routes.h"

namespace dashflow::api {
namespace {

using http::Method;
using http::Scope;

constexpr std::string_view kTag = "Store";

constexpr std::string_view kPutBody = R"({"type": "object",
  "required": ["namespace", "key", "value"], "properties": {
  "namespace": {"type": "array", "items": {"type": "string"}}, "key": {"type": "string"},
  "value": {"type": "object"},
  "index": {"anyOf": [{"enum": [false, null]}, {"type": "array", "items": {"type": "string"}}]},
  "ttl": {"type": ["number", "null"], "exclusiveMinimum": 0, "maximum": 100000000}}})";

constexpr std::string_view kDeleteBody = R"({"type": "object", "required": ["key"], "properties": {
  "namespace": {"type": ["array", "null"], "items": {"type": "string"}},
  "key": {"type": "string"}}})";

constexpr std::string_view kSearchBody = R"({"type": ["object", "null"], "properties": {
  "namespace_prefix": {"type": ["array", "null"], "items": {"type": "string"}},
  "filter": {"type": ["object", "null"]},
  "limit": {"type": ["integer", "null"], "minimum": 1, "maximum": 1000},
  "offset": {"type": ["integer", "null"], "minimum": 0}, "query": {"type": ["string", "null"]},
  "refresh_ttl": {"type": ["boolean", "null"]}}})";

constexpr std::string_view kNamespacesBody = R"({"type": ["object", "null"], "properties": {
  "prefix": {"type": ["array", "null"], "items": {"type": "string"}},
  "suffix": {"type": ["array", "null"], "items": {"type": "string"}},
  "max_depth": {"type": ["integer", "null"], "minimum": 1},
  "limit": {"type": ["integer", "null"], "minimum": 1, "maximum": 1000},
  "offset": {"type": ["integer", "null"], "minimum": 0}}})";

}  // namespace

Rows ItemRoutes(Service& service) {
  constexpr std::string_view kItems = "/store/items";
  return {
      {.method = Method::kPut,
       .pattern = kItems,
       .operation = "putItem",
       .tag = kTag,
       .summary = "Store an item",
       .scope = Scope::kWrite,
       .body = kPutBody,
       .needs_body = true,
       .may_be_empty = true,
       .handle = Answering(service, PutItem)},
      {.method = Method::kGet,
       .pattern = kItems,
       .operation = "getItem",
       .tag = kTag,
       .summary = "An item, or null",
       .query = {{"namespace", R"({"type": "string"})", "labels, with dots between them", true},
                 {"key", R"({"type": "string"})", "of the item"},
                 {"refresh_ttl", R"({"type": "boolean"})", "whether its time begins anew"}},
       .handle = Answering(service, GetItem)},
      {.method = Method::kDelete,
       .pattern = kItems,
       .operation = "deleteItem",
       .tag = kTag,
       .summary = "Delete an item",
       .scope = Scope::kWrite,
       .body = kDeleteBody,
       .needs_body = true,
       .may_be_empty = true,
       .handle = Answering(service, DeleteItem)},
      {.method = Method::kPost,
       .pattern = "/store/items/search",
       .operation = "searchItems",
       .tag = kTag,
       .summary = "The items of a namespace that fit",
       .body = kSearchBody,
       .handle = Answering(service, SearchItems)},
      {.method = Method::kPost,
       .pattern = "/store/namespaces",
       .operation = "listNamespaces",
       .tag = kTag,
       .summary = "The namespaces that have items",
       .body = kNamespacesBody,
       .handle = Answering(service, ListNamespaces)},
  };
}

}  // namespace dashflow::api
