// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "host/api/items/item.h"
#include "host/base/clock.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"

namespace dashflow::api {

// The items of a store. Errors of all: what the store says. [any-thread]
class ItemStore {
 public:
  ItemStore(checkpoint::Store& store, const Clock& clock)
      : clock_(clock), documents_(store, checkpoint::kItemSpace) {}

  // One that is there keeps the time of its making. Error document_too_large.
  Status Put(Item item);
  // Nothing = it is not there. `refreshes`: its time begins anew.
  Result<std::optional<Item>> Get(const Namespace& space, std::string_view key, bool refreshes);
  Status Erase(const Namespace& space, std::string_view key);
  // Those of a namespace and of those inside it, in the order of namespace and key, until `take`
  // returns false.
  using Visitor = std::function<bool(Item)>;
  Status Visit(const Namespace& prefix, const Visitor& take) const;
  Status Refresh(const Item& item);

 private:
  const Clock& clock_;
  checkpoint::Documents documents_;
};

}  // namespace dashflow::api
