// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow::cli {

// Text from outside, made safe for a terminal: control characters, characters that turn the
// direction of writing or cannot be seen, and bytes that are no UTF-8 become visible, such as \x1b
// or \u{202e}. Ends of lines and tabs stay. [any-thread]
std::string PrintableText(std::string_view text);
// The same in one line: ends of lines and tabs become spaces.
std::string PrintableLine(std::string_view text);

// Columns of a terminal that printable text takes. A wide character takes two, a combining one
// none.
int DisplayWidth(std::string_view printable);
// The beginning of printable text that fits; when something is left out, it ends with an ellipsis.
std::string CutToWidth(std::string_view printable, int columns);

}  // namespace dashflow::cli
