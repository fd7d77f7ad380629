// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/pointer.h"

#include <charconv>

namespace dashflow::schema {
namespace {

// A `~` that is neither ~0 nor ~1 stays, and so finds nothing but a name with it.
std::string Unescape(std::string_view token) {
  std::string text;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escapes =
        token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1');
    text += escapes ? (token[++i] == '0' ? '~' : '/') : token[i];
  }
  return text;
}

const Value* FindElement(const Value& array, std::string_view token) {
  std::size_t index = 0;
  const auto [end, failure] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool is_index = failure == std::errc() && end == token.data() + token.size();
  return is_index && index < array.size() ? &array.At(index) : nullptr;
}

const Value* Step(const Value& value, std::string_view token) {
  if (value.is_object()) return value.Find(Unescape(token));
  return value.is_array() ? FindElement(value, token) : nullptr;
}

}  // namespace

std::string EscapeToken(std::string_view token) {
  std::string text;
  for (const char c : token) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

std::string Child(const std::string& pointer, std::string_view token) {
  return pointer + '/' + EscapeToken(token);
}

std::string Child(const std::string& pointer, std::size_t index) {
  return pointer + '/' + std::to_string(index);
}

const Value* Find(const Value& document, std::string_view pointer) {
  const Value* found = &document;
  while (found != nullptr && !pointer.empty()) {
    if (pointer.front() != '/') return nullptr;
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    found = Step(*found, token);
  }
  return found;
}

}  // namespace dashflow::schema
