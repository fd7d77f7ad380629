// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "host/value/value.h"

namespace dashflow::cases {

// Key that a node sees: the channel that has it.
using Keys = std::map<std::string, std::string, std::less<>>;

// A case's expression as CEL.
std::string CelOf(const Value& expr, const Keys& keys);

// A text as a CEL literal.
std::string CelString(std::string_view text);

}  // namespace dashflow::cases
