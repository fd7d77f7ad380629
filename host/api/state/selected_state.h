// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/value/value.h"

namespace dashflow::api {

// Only what `select`, an array, names: members of the state, or members of its values as
// "values.messages"; null = all of it.
Value SelectedState(const Value& state, const Value& select);

// The same of each in a list.
Value SelectedStates(const Value& states, const Value& select);

}  // namespace dashflow::api
