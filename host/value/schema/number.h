// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>

#include "host/value/value.h"

namespace dashflow::schema {

// Both REQUIRE numbers. Integers and doubles are compared exactly, also beyond 2^53.
std::strong_ordering CompareNumbers(const Value& a, const Value& b);

// Exact for integers; a quotient of doubles may miss an integer by a few units in the last place.
bool IsMultipleOf(const Value& number, const Value& divisor);

// `value` with every double that is an integer of 64 bits as that integer, so that two values which
// are equal to a schema (1 and 1.0) are equal and hash alike. Shares what needs no change.
Value NormalNumbers(const Value& value);

}  // namespace dashflow::schema
