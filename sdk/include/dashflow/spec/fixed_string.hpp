// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace dashflow::sdk {

// A text literal as a template argument: In<"text">().
template <std::size_t N>
struct FixedString {
  consteval FixedString(const char (&literal)[N]) { std::copy_n(literal, N, text); }
  constexpr std::string_view view() const { return {text, N - 1}; }

  char text[N]{};
};

}  // namespace dashflow::sdk
