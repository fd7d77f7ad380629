// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow::cli {

// Text as man(7) reads it: nothing in it is taken for a request, and characters beyond ASCII are
// named.
std::string ManEscaped(std::string_view text);
std::string ManBold(std::string_view text);
std::string ManItalic(std::string_view text);

// Writes a page for man(7). What is called `formatted` is escaped already.
class ManText {
 public:
  // `name` as in dashflow-run.
  ManText(std::string_view name, std::string_view date, std::string_view version);

  void Section(std::string_view title);
  void Part(std::string_view formatted);  // a heading below a section's
  void Paragraph(std::string_view formatted);
  // A term and, below it, what it means.
  void Item(std::string_view formatted_term, std::string_view formatted);
  void Example(std::string_view line);

  const std::string& text() const { return text_; }

 private:
  void Heading(std::string_view line);
  void Line(std::string_view line);

  std::string text_;
  bool is_begun_ = false;  // something stands below the last heading
};

}  // namespace dashflow::cli
