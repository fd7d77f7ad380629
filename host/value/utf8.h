// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace dashflow {

// The number of bytes before the first that cannot be UTF-8 (RFC 3629: no overlong forms, no
// surrogates, at most U+10FFFF, nothing cut short); text.size() when all is valid. [any-thread]
std::size_t ValidUtf8Prefix(std::string_view text) noexcept;

inline bool IsUtf8(std::string_view text) noexcept { return ValidUtf8Prefix(text) == text.size(); }

}  // namespace dashflow
