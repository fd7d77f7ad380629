// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/value/value.h"

namespace dashflow::api {

// What a path such as "values.messages[-1].content" leads to in `object`; a negative number counts
// from the end. Null where it leads nowhere.
Value AtPath(const Value& object, std::string_view path);

// {alias: path} as {alias: what the path leads to}.
Value Extracted(const Value& object, const Value& paths);

}  // namespace dashflow::api
