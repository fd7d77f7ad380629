// SPDX-License-Identifier: Apache-2.0
#include "host/expression/syntax/unescape.h"

#include <charconv>
#include <cstdint>

#include "host/expression/syntax/characters.h"

namespace dashflow::expression {
namespace {

constexpr std::string_view kSimple = "abfnrtv\\?\"'`";
constexpr std::string_view kMeaning = "\a\b\f\n\r\t\v\\?\"'`";

class Unescaper {
 public:
  Unescaper(std::string_view body, bool bytes) : rest_(body), bytes_(bytes) {}

  Unescaped Run() {
    while (!rest_.empty() && out_.problem.empty()) {
      const std::size_t plain = std::min(rest_.find('\\'), rest_.size());
      out_.text += rest_.substr(0, plain);
      rest_.remove_prefix(plain);
      if (!rest_.empty()) Escape();
    }
    return std::move(out_);
  }

 private:
  void Escape() {
    if (rest_.size() < 2) return Fail(1, "ends in the middle");
    const char mark = rest_[1];
    const std::size_t simple = kSimple.find(mark);
    if (simple != std::string_view::npos) {
      out_.text += kMeaning[simple];
      rest_.remove_prefix(2);
    } else if (mark == 'x' || mark == 'X') {
      Number(2, 2, 16);
    } else if (mark == 'u' || mark == 'U') {
      Unicode(mark == 'u' ? 4 : 8);
    } else if (mark >= '0' && mark <= '3') {
      Number(1, 3, 8);
    } else {
      Fail(2, "is unknown; a backslash itself is written \\\\");
    }
  }

  void Unicode(std::size_t digits) {
    if (bytes_) return Fail(2, "stands for a character, which bytes do not have; use \\x");
    Number(2, digits, 16);
  }

  void Number(std::size_t skip, std::size_t digits, int base) {
    const std::string_view text = rest_.substr(skip, digits);
    const char* end = text.data() + text.size();
    std::uint32_t number = 0;
    const auto parsed = std::from_chars(text.data(), end, number, base);
    if (text.size() != digits || parsed.ec != std::errc() || parsed.ptr != end) {
      return Fail(skip, "needs " + std::to_string(digits) + " digits");
    }
    if (!bytes_ && !IsCodePoint(number)) return Fail(skip + digits, "is no character");
    Add(number);
    rest_.remove_prefix(skip + digits);
  }

  void Add(std::uint32_t number) {
    if (bytes_) {
      out_.text += static_cast<char>(number);
    } else {
      AppendCharacter(out_.text, number);
    }
  }

  void Fail(std::size_t length, const std::string& why) {
    out_.problem = "the escape " + std::string(rest_.substr(0, length)) + " " + why;
  }

  std::string_view rest_;
  bool bytes_;
  Unescaped out_;
};

}  // namespace

Unescaped UnescapeString(std::string_view body) { return Unescaper(body, false).Run(); }
Unescaped UnescapeBytes(std::string_view body) { return Unescaper(body, true).Run(); }

}  // namespace dashflow::expression
