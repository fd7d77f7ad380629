// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dashflow::expression {

// A part of an expression's text: bytes [begin, end).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// What is wrong with a part of an expression, before anything is evaluated.
struct Problem {
  std::string_view code;  // of the catalogue
  Span span;
  std::string cause;
  std::string fix;  // what was probably meant; may be empty
};

}  // namespace dashflow::expression
