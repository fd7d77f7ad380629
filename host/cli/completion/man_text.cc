// SPDX-License-Identifier: Apache-2.0
#include "host/cli/completion/man_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <utility>

namespace dashflow::cli {
namespace {

// The number of a UTF-8 character, and how many bytes it takes.
std::pair<std::uint32_t, std::size_t> CharacterAt(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  std::uint32_t number = first & (0xffu >> (size + 1));
  for (std::size_t i = 1; i < std::min(size, text.size()); ++i)
    number = (number << 6) | (static_cast<unsigned char>(text[i]) & 0x3f);
  return {number, std::min(size, text.size())};
}

std::string Character(std::uint32_t number) {
  switch (number) {
    case '\\':
      return "\\e";
    case '-':
      return "\\-";
    case '\'':
      return "\\(aq";
    case '`':
      return "\\(ga";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    default:
      return number < 0x80 ? std::string(1, static_cast<char>(number))
                           : fmt::format("\\[u{:04X}]", number);
  }
}

std::string UpperCase(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

}  // namespace

std::string ManEscaped(std::string_view text) {
  std::string escaped = text.starts_with('.') ? "\\&" : "";
  while (!text.empty()) {
    const auto [number, size] = CharacterAt(text);
    escaped += Character(number);
    text.remove_prefix(size);
  }
  return escaped;
}

std::string ManBold(std::string_view text) { return "\\fB" + ManEscaped(text) + "\\fR"; }
std::string ManItalic(std::string_view text) { return "\\fI" + ManEscaped(text) + "\\fR"; }

ManText::ManText(std::string_view name, std::string_view date, std::string_view version) {
  Line(fmt::format(".TH {} 1 {} \"dashflow {}\" \"DashFlow\"", ManEscaped(UpperCase(name)), date,
                   version));
}

void ManText::Line(std::string_view line) {
  text_ += line;
  text_ += '\n';
}

void ManText::Heading(std::string_view line) {
  Line(line);
  is_begun_ = false;
}

void ManText::Section(std::string_view title) { Heading(fmt::format(".SH {}", title)); }

void ManText::Part(std::string_view formatted) { Heading(fmt::format(".SS {}", formatted)); }

void ManText::Paragraph(std::string_view formatted) {
  if (std::exchange(is_begun_, true)) Line(".PP");
  Line(formatted);
}

void ManText::Item(std::string_view formatted_term, std::string_view formatted) {
  is_begun_ = true;
  Line(".TP");
  Line(formatted_term);
  Line(formatted);
}

void ManText::Example(std::string_view line) {
  if (std::exchange(is_begun_, true)) Line(".PP");
  Line(".EX");
  Line(ManEscaped(line));
  Line(".EE");
}

}  // namespace dashflow::cli
