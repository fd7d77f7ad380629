// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::config {

// The value of a plain (unquoted) YAML scalar by the core schema of YAML 1.2: null, booleans,
// integers (also 0x, 0o), doubles; all else is a string (`yes`, `12:30`, `1_000` too). Error
// yaml_number, without place: integers beyond 64 bits, doubles that are not finite.
Result<Value> ReadPlainScalar(std::string_view text);

}  // namespace dashflow::config
