// SPDX-License-Identifier: Apache-2.0
#include "call/port_type.hpp"

namespace dashflow::sdk::testing {

bool Fits(ValueView value, std::string_view type) {
  const Kind kind = value.kind();
  const bool integer = kind == Kind::kInt || kind == Kind::kUint;
  if (type == "number") return integer || kind == Kind::kDouble;
  if (type == "integer") return integer;
  return type == "any" || type == KindName(kind);
}

}  // namespace dashflow::sdk::testing
