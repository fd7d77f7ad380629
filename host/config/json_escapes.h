// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow::config {

// JSON writes a character beyond U+FFFF as two escapes ("\ud83d\ude00"), which YAML does not know.
// Puts the characters in their place when `text` looks like JSON (begins with a brace or a
// bracket); else gives it back as it is.
std::string ReplaceSurrogatePairs(std::string_view text);

}  // namespace dashflow::config
