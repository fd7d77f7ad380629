// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace dashflow::sdk {

// Writes JSON at compile time: once without memory to learn the size, once into an array of it.
class JsonText {
 public:
  constexpr explicit JsonText(char* out = nullptr) : out_(out) {}
  constexpr std::size_t size() const { return size_; }

  constexpr JsonText& Raw(std::string_view text) {
    if (out_ != nullptr) std::copy(text.begin(), text.end(), out_ + size_);
    size_ += text.size();
    return *this;
  }
  constexpr JsonText& String(std::string_view text) {
    Raw("\"");
    for (const char c : text) Escaped(c);
    return Raw("\"");
  }
  // A separator unless this is the first of a row.
  constexpr JsonText& Next(bool& first) {
    if (!first) Raw(",");
    first = false;
    return *this;
  }
  constexpr JsonText& Member(std::string_view name, std::string_view text) {
    return Raw(",\"").Raw(name).Raw("\":").String(text);
  }
  constexpr JsonText& Flag(std::string_view name, bool flag) {
    return Raw(",\"").Raw(name).Raw(flag ? "\":true" : "\":false");
  }
  constexpr JsonText& Key(std::string_view name) { return Raw(",\"").Raw(name).Raw("\":"); }

 private:
  constexpr void Escaped(char c) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      const char escape[] = {'\\', c};
      Raw({escape, 2});
    } else if (code < 0x20) {
      const char escape[] = {'\\', 'u', '0', '0', kHex[code >> 4], kHex[code & 15u]};
      Raw({escape, 6});
    } else {
      Raw({&c, 1});
    }
  }

  char* out_;
  std::size_t size_ = 0;
};

}  // namespace dashflow::sdk
