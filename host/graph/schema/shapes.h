// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace dashflow::graph {

struct Property {
  std::string_view key;
  std::string_view doc;     // what editors show
  std::string_view schema;  // JSON; empty = whatever
  bool required = false;
};

// A mapping with a known set of keys.
struct Shape {
  std::string_view name;  // under `definitions`
  std::span<const Property> properties;
  bool takes_schema = false;  // JSON Schema's own keywords too
};

// A definition that is no mapping, or one with free keys.
struct Form {
  std::string_view name;
  std::string_view schema;
};

std::span<const Shape> Shapes();         // the first is the whole file
std::span<const Shape> FurtherShapes();  // of what stands in lists and mappings of those
std::span<const Form> Forms();

}  // namespace dashflow::graph
