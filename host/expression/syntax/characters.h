// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dashflow::expression {

// Text is counted, indexed and cut in characters (Unicode code points), as CEL has it.

// Takes the first character off `text`. REQUIRES: not empty, UTF-8 (if it is not, some character,
// and no harm).
char32_t TakeCharacter(std::string_view& text);
// REQUIRES: UTF-8.
std::size_t CountCharacters(std::string_view text);
// The byte at which character `index` begins; text.size() for the one past the end. REQUIRES: index
// <= count, UTF-8.
std::size_t OffsetOfCharacter(std::string_view text, std::size_t index);
// REQUIRES: a code point that is no surrogate.
void AppendCharacter(std::string& out, char32_t character);
bool IsCodePoint(char32_t character);

}  // namespace dashflow::expression
