// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "host/api/items/item_filter.h"
#include "host/api/items/item_handlers.h"
#include "host/api/items/item_store.h"
#include "host/api/request/body.h"
#include "host/api/request/page.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

// No more than the page is kept.
Result<std::vector<Item>> Found(const ItemStore& items, const Namespace& prefix,
                                const Value& filter, const Page& page) {
  std::vector<Item> found;
  std::size_t passed = 0;
  DF_TRY(items.Visit(prefix, [&](Item item) {
    if (!FitsFilter(item.value, filter)) return true;
    if (passed++ >= page.offset) found.push_back(std::move(item));
    return found.size() < page.limit;
  }));
  return found;
}

bool IsLike(const std::string& wanted, const std::string& label) {
  return wanted == "*" || label == wanted;
}

// `from` labels are passed over first.
bool HasLabels(const Namespace& space, const Namespace& wanted, std::size_t from) {
  return std::equal(wanted.begin(), wanted.end(), space.begin() + static_cast<std::ptrdiff_t>(from),
                    IsLike);
}

struct SpaceQuery {
  Namespace prefix{};
  Namespace suffix{};
  std::size_t depth = SIZE_MAX;

  bool Takes(const Namespace& space) const {
    if (space.size() < std::max(prefix.size(), suffix.size())) return false;
    return HasLabels(space, prefix, 0) && HasLabels(space, suffix, space.size() - suffix.size());
  }
  Namespace Cut(Namespace space) const {
    if (space.size() > depth) space.resize(depth);
    return space;
  }
};

Result<SpaceQuery> QueryOf(const Value& body) {
  SpaceQuery query;
  DF_ASSIGN(query.prefix, ReadNamespace(ValueOf(body, "prefix"), "body/prefix"));
  DF_ASSIGN(query.suffix, ReadNamespace(ValueOf(body, "suffix"), "body/suffix"));
  if (Find(body, "max_depth") != nullptr)
    query.depth = static_cast<std::size_t>(NumberOf(body, "max_depth", 1));
  return query;
}

Value LabelsView(const Namespace& space) {
  ArrayBuilder labels;
  for (const std::string& label : space) labels.Add(label);
  return std::move(labels).Build();
}

}  // namespace

Answer SearchItems(Service& service, const http::Request& request) {
  const Value& body = request.body;
  const Value filter = ObjectOf(body, "filter");
  DF_TRY(CheckFilter(filter));
  DF_ASSIGN(const Namespace prefix,
            ReadNamespace(ValueOf(body, "namespace_prefix"), "body/namespace_prefix"));
  ItemStore items(service.store, service.clock);
  DF_ASSIGN(const auto found, Found(items, prefix, filter, PageOf(body)));
  const bool refreshes = FlagOf(body, "refresh_ttl", true);
  ArrayBuilder views;
  for (const Item& item : found) {
    if (refreshes) DF_TRY(items.Refresh(item));
    views.Add(ItemView(item).Set("score", Value()));
  }
  return Json(Value::EmptyObject().Set("items", std::move(views).Build()));
}

Answer ListNamespaces(Service& service, const http::Request& request) {
  DF_ASSIGN(const SpaceQuery query, QueryOf(request.body));
  std::set<Namespace> spaces;
  DF_TRY(ItemStore(service.store, service.clock).Visit({}, [&](Item item) {
    if (query.Takes(item.space)) spaces.insert(query.Cut(std::move(item.space)));
    return true;
  }));
  ArrayBuilder views;
  for (const Namespace& space :
       Cut(std::vector(spaces.begin(), spaces.end()), PageOf(request.body, 100)))
    views.Add(LabelsView(space));
  return Json(Value::EmptyObject().Set("namespaces", std::move(views).Build()));
}

}  // namespace dashflow::api
