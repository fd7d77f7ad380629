// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "host/value/value.h"

namespace dashflow::api {

// Members of a body, whose schema its route has checked. A body that is no object has none, and a
// null counts as absent, as clients send it.

const Value* Find(const Value& body, std::string_view key);
Value ValueOf(const Value& body, std::string_view key);   // absent = null
Value ObjectOf(const Value& body, std::string_view key);  // absent = {}
std::string TextOf(const Value& body, std::string_view key, std::string_view otherwise = {});
std::int64_t NumberOf(const Value& body, std::string_view key, std::int64_t otherwise);
bool FlagOf(const Value& body, std::string_view key, bool otherwise = false);

// `into` with the members of `more`, which win. Anything that is no object counts as {}.
Value Merged(Value into, const Value& more);

// Numbers of any kinds. REQUIRES: both are numbers.
std::partial_ordering CompareNumbers(const Value& a, const Value& b);

// Whether `value` has all that `part` has: an object its members, a list its elements, each in the
// same sense; anything else when they are equal. 1 and 1.0 are.
bool Contains(const Value& value, const Value& part);

}  // namespace dashflow::api
