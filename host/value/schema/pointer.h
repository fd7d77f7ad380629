// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/value/value.h"

namespace dashflow::schema {

// JSON pointers (RFC 6901).
std::string EscapeToken(std::string_view token);
std::string Child(const std::string& pointer, std::string_view token);
std::string Child(const std::string& pointer, std::size_t index);

// What `pointer` names in `document`; null when there is nothing, or the pointer is none.
const Value* Find(const Value& document, std::string_view pointer);

}  // namespace dashflow::schema
