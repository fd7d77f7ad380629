// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value/value_cast.hpp>
#include <ostream>

// How GoogleTest prints values: as JSON.
namespace dashflow::sdk {

inline std::ostream& operator<<(std::ostream& out, const ValueView& value) {
  return out << value.ToJson();
}
inline std::ostream& operator<<(std::ostream& out, const Value& value) {
  return out << value.view();
}

}  // namespace dashflow::sdk
