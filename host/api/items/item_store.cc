// SPDX-License-Identifier: Apache-2.0
#include "host/api/items/item_store.h"

#include <utility>

namespace dashflow::api {

using checkpoint::Document;

Status ItemStore::Put(Item item) {
  const WallTime now = clock_.Now();
  item.updated = now;
  DF_TRY(documents_.Change(ItemKey(item.space, item.key), [&](Document& document) {
    item.created = document.rev == 0 ? now : ItemOf(document).created;
    Document next = DocumentOf(item, now);
    next.rev = document.rev;
    document = std::move(next);
    return Result<bool>(true);
  }));
  return Ok();
}

Result<std::optional<Item>> ItemStore::Get(const Namespace& space, std::string_view key,
                                           bool refreshes) {
  DF_ASSIGN(const auto document, documents_.Get(ItemKey(space, key)));
  if (!document) return std::optional<Item>();
  Item item = ItemOf(*document);
  if (refreshes) DF_TRY(Refresh(item));
  return std::optional(std::move(item));
}

Status ItemStore::Refresh(const Item& item) {
  if (item.ttl <= 0) return Ok();
  DF_TRY(documents_.Change(ItemKey(item.space, item.key), [this](Document& document) {
    if (document.rev == 0) return Result<bool>(false);
    Document next = DocumentOf(ItemOf(document), clock_.Now());
    next.rev = document.rev;
    document = std::move(next);
    return Result<bool>(true);
  }));
  return Ok();
}

Status ItemStore::Erase(const Namespace& space, std::string_view key) {
  return documents_.Erase(ItemKey(space, key));
}

Status ItemStore::Visit(const Namespace& prefix, const Visitor& take) const {
  const std::string from = ItemPrefix(prefix);
  const std::string to = prefix.empty() ? std::string() : from + '\xff';
  return documents_.Visit({.from = from, .to = to}, [&](const Document& document) {
    Item item = ItemOf(document);
    return !BeginsWith(item.space, prefix) || take(std::move(item));
  });
}

}  // namespace dashflow::api
