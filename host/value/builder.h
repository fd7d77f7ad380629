// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "host/value/value.h"

namespace dashflow {

// Builds an array without a copy per element.
class ArrayBuilder {
 public:
  void Reserve(std::size_t count) { elements_.reserve(count); }
  void Add(Value element) { elements_.push_back(std::move(element)); }
  std::size_t size() const { return elements_.size(); }
  Value Build() &&;

 private:
  std::vector<Value> elements_;
};

// Builds an object in the order of Add; a key that comes again replaces the value and keeps its first place.
class ObjectBuilder {
 public:
  void Reserve(std::size_t count) { members_.reserve(2 * count); }
  void Add(std::string_view key, Value value) { Add(Value(key), std::move(value)); }
  void Add(Value key, Value value) {  // REQUIRES: key is a string
    members_.push_back(std::move(key));
    members_.push_back(std::move(value));
  }
  Value Build() &&;

 private:
  std::vector<Value> members_;  // key, value, key, value …
};

}  // namespace dashflow
