// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/display_text.h"

#include <fmt/format.h>

#include <clocale>
#include <cwchar>

#include "host/expression/syntax/characters.h"
#include "host/value/utf8.h"

namespace dashflow::cli {
namespace {

using expression::TakeCharacter;

// The widths of the C library follow the locale of the thread, and a process that never asked for
// one has none. C.UTF-8 is part of the library.
class Utf8Locale {
 public:
  Utf8Locale() : before_(::uselocale(Shared())) {}
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;
  ~Utf8Locale() { ::uselocale(before_); }

 private:
  static locale_t Shared() {
    static const locale_t shared = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return shared;
  }

  const locale_t before_;
};

// REQUIRES: a Utf8Locale lives. Negative when it cannot be printed.
int WidthOf(char32_t character) { return ::wcwidth(static_cast<wchar_t>(character)); }

bool IsUnseen(char32_t c) {
  return c == 0x61c || (c >= 0x200b && c <= 0x200f && c != 0x200c && c != 0x200d) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
         (c >= 0xe0000 && c <= 0xe0fff);
}

void AppendVisible(std::string& out, char32_t character) {
  if (character < 0x20 || (character >= 0x7f && character < 0xa0)) {
    out += fmt::format("\\x{:02x}", static_cast<unsigned>(character));
  } else if (IsUnseen(character) || WidthOf(character) < 0) {
    out += fmt::format("\\u{{{:x}}}", static_cast<unsigned>(character));
  } else {
    expression::AppendCharacter(out, character);
  }
}

bool IsLayout(char32_t character) { return character == '\n' || character == '\t'; }

void AppendUtf8(std::string& out, std::string_view text, bool one_line) {
  while (!text.empty()) {
    const char32_t character = TakeCharacter(text);
    if (!IsLayout(character)) {
      AppendVisible(out, character);
    } else {
      out += one_line ? ' ' : static_cast<char>(character);
    }
  }
}

std::string Printable(std::string_view text, bool one_line) {
  const Utf8Locale locale;
  std::string out;
  while (!text.empty()) {
    const std::size_t valid = ValidUtf8Prefix(text);
    AppendUtf8(out, text.substr(0, valid), one_line);
    text.remove_prefix(valid);
    if (text.empty()) break;
    out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace

std::string PrintableText(std::string_view text) { return Printable(text, false); }

std::string PrintableLine(std::string_view text) { return Printable(text, true); }

int DisplayWidth(std::string_view printable) {
  const Utf8Locale locale;
  int width = 0;
  while (!printable.empty()) width += WidthOf(TakeCharacter(printable));
  return width;
}

std::string CutToWidth(std::string_view printable, int columns) {
  const Utf8Locale locale;
  std::string_view rest = printable;
  std::size_t kept = 0;  // bytes that leave a column for the ellipsis
  int width = 0;
  while (!rest.empty()) {
    width += WidthOf(TakeCharacter(rest));
    if (width > columns) return columns < 1 ? "" : std::string(printable.substr(0, kept)) + "…";
    if (width < columns) kept = printable.size() - rest.size();
  }
  return std::string(printable);
}

}  // namespace dashflow::cli
