// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow::sdk::testing {

// Whether `text` is UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool IsUtf8(std::string_view text);

// REQUIRES: code_point is no surrogate and at most U+10FFFF.
void AppendUtf8(std::string& out, char32_t code_point);

}  // namespace dashflow::sdk::testing
