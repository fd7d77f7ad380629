// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/value/value.h"

namespace dashflow::event {

// Null where there is none.
inline Value Member(const Value& members, std::string_view key) {
  const Value* found = members.is_object() ? members.Find(key) : nullptr;
  return found == nullptr ? Value() : *found;
}

inline bool IsTrue(const Value& value) { return value.is_bool() && value.as_bool(); }

}  // namespace dashflow::event
