// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "host/value/value.h"

namespace dashflow::expression {

// Where an evaluation gets its values from. Pointers stay valid and their values unchanged until it
// has ended.
class Binding {
 public:
  virtual ~Binding() = default;

  // The value of a slot of the Scope. A null pointer is CEL's null.
  virtual const Value* Get(std::uint32_t slot) const = 0;

  // Open expressions only: a name that the Scope did not have, longest first: for `a.b.c` it is
  // asked for "a.b.c", "a.b" and "a" until one is found. A null pointer: there is no such name (an
  // error that || and && absorb).
  virtual const Value* Find(std::string_view /*name*/) const { return nullptr; }
};

}  // namespace dashflow::expression
