// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/value/value.h"

namespace dashflow::graph {

// JSON Schema of `reduce:`: the reducers of the language, each with its laws, or
// <plugin>.<reducer>.
Value ReducerChoice();

}  // namespace dashflow::graph
