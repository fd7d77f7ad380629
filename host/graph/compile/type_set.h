// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/channel/channel.h"
#include "host/value/value.h"

namespace dashflow::graph {

// Which JSON types a value may have: what a port, a schema or a channel says without looking at
// values.
class TypeSet {
 public:
  static TypeSet Any();
  static TypeSet OfPort(std::string_view type);  // an unknown word: any
  static TypeSet OfSchema(const Value& schema);  // `type`, `const`, `enum`
  static TypeSet OfWrite(const channel::Channel& channel);
  static TypeSet OfValue(const Value& value);
  static TypeSet OfContent(const channel::Channel& channel);  // what a reader sees

  bool Meets(TypeSet other) const { return (bits_ & other.bits_) != 0; }
  std::string Name() const;  // "integer or string"

 private:
  explicit TypeSet(std::uint32_t bits) : bits_(bits) {}

  std::uint32_t bits_;
};

}  // namespace dashflow::graph
