// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dashflow::file {

// Bytes as one word of a line: letters, digits and a few signs stay, others become %xx.
std::string Escape(std::string_view bytes);

// Nothing when `word` is none that Escape makes.
std::optional<std::string> Unescape(std::string_view word);

}  // namespace dashflow::file
