// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow::expression {

struct Unescaped {
  std::string text;
  std::string problem;  // empty when all is well
};

// Replaces CEL's escapes. In strings \x and octal escapes are characters, in bytes they are bytes,
// and there are no \u.
Unescaped UnescapeString(std::string_view body);
Unescaped UnescapeBytes(std::string_view body);

}  // namespace dashflow::expression
