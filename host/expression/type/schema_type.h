// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/expression/type/type.h"
#include "host/value/value.h"

namespace dashflow::expression {

// The type of the values that a JSON Schema (Draft 7, as an object or a boolean) accepts; what it
// does not say is dyn. `number` is double: an integer in such a place is read as a double. Never
// fails: an odd schema is dyn. [any-thread]
Type TypeOfSchema(const Value& schema);

}  // namespace dashflow::expression
