// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/api/service.h"
#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/document/document.h"
#include "host/value/value.h"

namespace dashflow::api {

// What a store item is found by: labels from the outside in.
using Namespace = std::vector<std::string>;

// A value that workflows and clients share, beside all threads.
struct Item {
  Namespace space;
  std::string key;
  Value value{};  // an object
  WallTime created{};
  WallTime updated{};
  double ttl = 0;  // minutes from its last use; 0 = for ever
};

// {namespace, key, value, created_at, updated_at}
Value ItemView(const Item& item);

// Where the store has it; any length of labels and key is taken.
std::string ItemKey(const Namespace& space, std::string_view key);
// What all keys of a namespace and those inside it begin with, and perhaps others.
std::string ItemPrefix(const Namespace& space);

Item ItemOf(const checkpoint::Document& document);
// It expires its ttl after `used`.
checkpoint::Document DocumentOf(const Item& item, WallTime used);

// An array of labels. Error request_invalid: an empty one, or one with a dot. `where` is the place
// in the request.
Result<Namespace> ReadNamespace(const Value& labels, std::string_view where);
// "a.b"; empty = no label.
Namespace SplitNamespace(std::string_view dotted);
bool BeginsWith(const Namespace& space, const Namespace& prefix);

}  // namespace dashflow::api
