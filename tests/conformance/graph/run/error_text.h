// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/value/value.h"

namespace dashflow::cases {

// The code of an error and Python's repr of its message, as one text.
std::string ErrorText(const std::string& code, const std::string& message);

// The same of the reference's "Class(message)": with the code of the class.
std::string WithErrorCode(const std::string& text);

// What a case expects of `state` and `history`, with such texts in its tasks.
Value WithErrorCodes(const Value& state);
Value EachWithErrorCodes(const Value& states);

}  // namespace dashflow::cases
