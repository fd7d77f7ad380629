// SPDX-License-Identifier: Apache-2.0
#include "error_code.h"

#include <algorithm>
#include <array>

namespace cases {
namespace {

// What the reference does not retry, and the classes below those.
constexpr std::array<std::string_view, 31> kNotRetried = {
    "ValueError",          "TypeError",        "ArithmeticError",
    "ImportError",         "LookupError",      "NameError",
    "SyntaxError",         "RuntimeError",     "OSError",
    "ReferenceError",      "StopIteration",    "StopAsyncIteration",
    "ZeroDivisionError",   "OverflowError",    "FloatingPointError",
    "ModuleNotFoundError", "KeyError",         "IndexError",
    "UnboundLocalError",   "IndentationError", "NotImplementedError",
    "RecursionError",      "TimeoutError",     "PermissionError",
    "FileNotFoundError",   "FileExistsError",  "IsADirectoryError",
    "NotADirectoryError",  "InterruptedError", "BlockingIOError",
    "UnicodeError"};

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

std::string CodeOf(std::string_view type) {
  std::string code;
  for (const char c : type) {
    if (IsUpper(c) && !code.empty()) code += '_';
    code += IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return code;
}

dashflow::sdk::Category CategoryOf(std::string_view type) {
  const bool known = std::ranges::find(kNotRetried, type) != kNotRetried.end();
  return known ? dashflow::sdk::Category::kInvalidInput : dashflow::sdk::Category::kTransient;
}

}  // namespace cases
