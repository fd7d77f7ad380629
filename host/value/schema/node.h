// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "host/base/text_hash.h"
#include "host/value/schema/format.h"
#include "host/value/schema/type_set.h"
#include "host/value/value.h"

namespace dashflow::schema {

// Number of a node in its Graph.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

// Limits of a length or a count, both included.
struct Range {
  std::uint64_t min = 0;
  std::uint64_t max = UINT64_MAX;

  bool Holds(std::uint64_t count) const { return min <= count && count <= max; }
};

struct Pattern {
  std::shared_ptr<const RE2> regex;
  NodeId node = kNoNode;  // what members with such a name must fit
};

struct NumberRules {
  std::optional<Value> minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of;
};

struct ArrayRules {
  Range count;
  std::vector<NodeId> first;  // `items` as a list
  NodeId rest = kNoNode;      // `items`, or `additionalItems` after a list
  NodeId contains = kNoNode;
  bool unique = false;
};

struct Dependency {
  std::string member;
  std::vector<std::string> needs;
  NodeId node = kNoNode;
};

struct ObjectRules {
  Range count;
  std::vector<std::string> required;
  std::vector<std::pair<std::string, NodeId>> properties;
  std::unordered_map<std::string, NodeId, TextHash, std::equal_to<>> by_name;  // the same
  std::vector<Pattern> patterns;
  NodeId rest = kNoNode;  // additionalProperties
  NodeId names = kNoNode;
  std::vector<Dependency> dependencies;
};

struct Combination {
  std::vector<NodeId> all, any, one;
  NodeId negated = kNoNode;
  NodeId condition = kNoNode, then = kNoNode, otherwise = kNoNode;
};

// One compiled schema object. Groups of rules are there only when one of their keywords is.
struct Node {
  bool refuses_all = false;  // the schema `false`
  TypeSet types;
  bool only_types = false;  // types are all that it asks for
  NodeId reference = kNoNode;
  std::optional<std::vector<Value>> choices;  // enum, const; with NormalNumbers
  std::unique_ptr<NumberRules> number;
  std::optional<Range> length;  // of a string, in code points
  std::shared_ptr<const RE2> pattern;
  Format format = Format::kAny;
  std::unique_ptr<ArrayRules> array;
  std::unique_ptr<ObjectRules> object;
  std::unique_ptr<Combination> combination;
  std::optional<Value> initial;  // `default`
};

// A compiled document; node 0 is its root.
struct Graph {
  std::vector<Node> nodes;
};

}  // namespace dashflow::schema
