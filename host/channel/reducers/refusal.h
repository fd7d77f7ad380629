// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/base/error.h"
#include "host/value/value.h"

namespace dashflow::channel {

// The error invalid_update of a reducer that met another kind of value: "sum takes a number, found
// string".
Error WrongKind(std::string_view reducer, std::string_view takes, const Value& found);

inline bool Never(const Value&) { return false; }

}  // namespace dashflow::channel
