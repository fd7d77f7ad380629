// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "host/value/value.h"

namespace dashflow {

// Both move out of `elements` and leave nulls.
Value BuildArray(std::span<Value> elements);
// `members` are key, value, key, value …; a key that comes again replaces the value and keeps its
// first place. REQUIRES: keys are strings.
Value BuildObject(std::span<Value> members);

// Builds an array without a copy per element.
class ArrayBuilder {
 public:
  void Reserve(std::size_t count) { elements_.reserve(count); }
  void Add(Value element) { elements_.push_back(std::move(element)); }
  std::size_t size() const { return elements_.size(); }
  Value Build() && { return BuildArray(elements_); }

 private:
  std::vector<Value> elements_;
};

// Builds an object in the order of Add; a key that comes again replaces the value and keeps its
// first place.
class ObjectBuilder {
 public:
  void Reserve(std::size_t count) { members_.reserve(2 * count); }
  void Add(std::string_view key, Value value) { Add(Value(key), std::move(value)); }
  // The same, sharing the key. REQUIRES: key is a string.
  template <std::same_as<Value> Key>
  void Add(Key key, Value value) {
    members_.push_back(std::move(key));
    members_.push_back(std::move(value));
  }
  Value Build() && { return BuildObject(members_); }

 private:
  std::vector<Value> members_;  // key, value, key, value …
};

}  // namespace dashflow
