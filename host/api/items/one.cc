// SPDX-License-Identifier: Apache-2.0
#include "host/api/items/item_handlers.h"
#include "host/api/items/item_store.h"
#include "host/api/request/body.h"

namespace dashflow::api {
namespace {

double MinutesOf(const Service& service, const Value& body) {
  if (Find(body, "ttl") == nullptr) return service.item_minutes;
  const Value ttl = ValueOf(body, "ttl");
  if (ttl.kind() == Kind::kDouble) return ttl.as_double();
  return static_cast<double>(NumberOf(body, "ttl", 0));
}

// "a.b", or a label each.
Namespace NamespaceOf(const http::Request& request) {
  Namespace space;
  for (const std::string_view part : request.QueryList("namespace"))
    for (std::string& label : SplitNamespace(part)) space.push_back(std::move(label));
  return space;
}

}  // namespace

Answer PutItem(Service& service, const http::Request& request) {
  DF_ASSIGN(Namespace space, ReadNamespace(ValueOf(request.body, "namespace"), "body/namespace"));
  if (space.empty())
    return Error("request_invalid", "an item has a namespace of at least one label")
        .Resource("body/namespace");
  DF_TRY(ItemStore(service.store, service.clock)
             .Put({.space = std::move(space),
                   .key = TextOf(request.body, "key"),
                   .value = ObjectOf(request.body, "value"),
                   .ttl = MinutesOf(service, request.body)}));
  return NoContent();
}

Answer GetItem(Service& service, const http::Request& request) {
  const auto key = request.Query("key");
  if (!key) return Error("request_invalid", "the key of the item is missing").Resource("query/key");
  const bool refreshes = request.Query("refresh_ttl") != "false";
  DF_ASSIGN(const auto item,
            ItemStore(service.store, service.clock).Get(NamespaceOf(request), *key, refreshes));
  return Json(item ? ItemView(*item) : Value());
}

Answer DeleteItem(Service& service, const http::Request& request) {
  DF_ASSIGN(const Namespace space,
            ReadNamespace(ValueOf(request.body, "namespace"), "body/namespace"));
  DF_TRY(ItemStore(service.store, service.clock).Erase(space, TextOf(request.body, "key")));
  return NoContent();
}

}  // namespace dashflow::api
