// SPDX-License-Identifier: Apache-2.0
#include "host/config/yaml_explanation.h"

#include <algorithm>
#include <string>

namespace dashflow::config {
namespace {

struct Explanation {
  std::string_view yaml_cpp;
  std::string_view code;
  std::string_view message;
  std::string_view fix;
};

constexpr Explanation kExplanations[] = {
    {"end of map not found", "yaml_syntax", "the mapping is broken here", "check the indentation"},
    {"end of sequence not found", "yaml_syntax", "the list is broken here",
     "check the indentation"},
    {"the referenced anchor is not defined", "yaml_alias",
     "an alias (`*name`) without its anchor (`&name`)", "if this is text, quote it: '…'"},
    {"unknown token", "yaml_syntax", "a character that begins nothing in YAML",
     "quote the text: '…'"},
    {"anchor not found after &", "yaml_anchor", "YAML reads the `&` here as an anchor",
     "quote the text: '…'"},
    {"alias not found after *", "yaml_alias", "YAML reads the `*` here as an alias",
     "quote it: '*'"},
    {"unknown escape character", "yaml_syntax", "an escape that YAML does not know inside \"…\"",
     "write \\\\ for a backslash, or use '…'"},
    {"illegal block entry", "yaml_syntax", "a `- ` that YAML cannot place here",
     "check the indentation"},
    {"illegal map key", "yaml_syntax", "a key that YAML cannot place here",
     "check the indentation"},
};

// The line around an offset, up to the offset.
std::string_view LineBefore(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return before.substr(before.rfind('\n') + 1);
}

std::string_view IndentOf(std::string_view line) {
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

class Explainer {
 public:
  Explainer(TreeBuilder& builder, std::string_view text, const YAML::Exception& problem)
      : builder_(builder),
        text_(text),
        problem_(problem.msg),
        offset_(std::min(problem.mark.pos < 0 ? 0 : static_cast<std::size_t>(problem.mark.pos),
                         text.size())),
        line_(LineBefore(text, offset_)) {}

  Error Explain() {
    if (problem_.find("tab") != std::string_view::npos || !TabsOf(Line()).empty()) return Tab();
    if (FollowsQuote()) return AfterQuote();
    if (problem_.starts_with("end of map flow")) return Unclosed("{", "}", "mapping");
    if (problem_.starts_with("end of sequence flow")) return Unclosed("[", "]", "list");
    if (problem_.starts_with("illegal map value")) return Colon();
    if (problem_.starts_with("end of map not")) return Mixture();
    if (problem_ == "unknown token" && text_.substr(offset_).starts_with('?')) {
      return Refuse("yaml_syntax", "a `?` that YAML takes for the mark of a key",
                    "quote the text: 'name?'");
    }
    return Known();
  }

 private:
  Error Refuse(std::string_view code, std::string message, std::string fix) {
    return RefuseAt(offset_, code, std::move(message), std::move(fix));
  }
  Error RefuseAt(std::size_t offset, std::string_view code, std::string message, std::string fix) {
    return builder_.Refusal(offset, code, std::move(message)).Fix(std::move(fix));
  }

  std::string_view Line() const {
    const std::size_t begin = offset_ - line_.size();
    return text_.substr(begin, text_.find('\n', offset_) - begin);
  }
  static std::string_view TabsOf(std::string_view line) {
    const std::string_view indent = IndentOf(line);
    return indent.substr(std::min(indent.find('\t'), indent.size()));
  }

  Error Tab() {
    const std::string_view tabs = TabsOf(Line());
    const std::size_t at =
        tabs.empty() ? offset_ : static_cast<std::size_t>(tabs.data() - text_.data());
    return RefuseAt(at, "tab_indent", "a tab in the indentation; YAML takes blanks only",
                    "replace the tab by blanks");
  }

  bool FollowsQuote() const {
    const std::size_t last = line_.find_last_not_of(' ');
    return builder_.last_quoted().line != 0 && last != std::string_view::npos &&
           (line_[last] == '"' || line_[last] == '\'') && offset_ < text_.size() &&
           text_[offset_] != '\n' && text_[offset_] != ':';
  }

  Error AfterQuote() {
    const int begin = builder_.last_quoted().line;
    const int end = builder_.At(offset_).line;
    if (begin < end) {
      const std::string line = std::to_string(begin);
      return Refuse("yaml_syntax",
                    "the text in quotes that begins in line " + line + " ends before this place",
                    "close its quotes in line " + line);
    }
    return Refuse(
        "yaml_syntax", "a text in quotes ends before this place, and more follows",
        "quote all of it, with every ' inside '…' as ''; or put a `,` between two values");
  }

  // The brackets need not be wrong: a text that has a `,`, `?` or bracket looks the same.
  Error Unclosed(const std::string& open, const std::string& close, const std::string& what) {
    const int begin = builder_.InnermostOpen().line;
    const std::string fix =
        "close the " + what + " with `" + close +
        "`, put a `,` between two values, or quote the text before this place: '…'";
    if (begin != builder_.At(offset_).line) {
      return Refuse("yaml_unclosed",
                    "the `" + open + "` of line " + std::to_string(begin) + " has no `" + close +
                        "` before this place",
                    fix);
    }
    return Refuse("yaml_unclosed", "YAML expects `,` or `" + close + "` here", fix);
  }

  Error Colon() {
    if (line_.find(": ") != std::string_view::npos)
      return Refuse("yaml_syntax", "a `: ` inside a text without quotes", "quote the text: '…'");
    return Refuse("yaml_syntax", "a key that does not line up with what is above it",
                  "check the indentation: this line begins with " + Blanks(line_) +
                      ", the one above with " + Blanks(LineAbove()));
  }

  // Where a list or a mapping should go on.
  Error Mixture() {
    const std::string_view above = LineAbove();
    if (text_.substr(offset_).starts_with("- ")) {
      return Refuse("yaml_syntax", "a `- ` among the keys of a mapping",
                    "remove the `- `, or check the indentation");
    }
    if (!above.substr(IndentOf(above).size()).starts_with("- ")) return Known();
    return Refuse("yaml_syntax", "a key among the entries of a list",
                  "begin it with `- `, or check the indentation");
  }

  static std::string Blanks(std::string_view line) {
    const std::size_t count = IndentOf(line).size();
    return count == 0 ? "no blank" : std::to_string(count) + (count == 1 ? " blank" : " blanks");
  }

  // The nearest line above that is not blank.
  std::string_view LineAbove() const {
    std::size_t end = offset_ - line_.size();
    while (end > 0) {
      const std::string_view line = LineBefore(text_, --end);
      if (IndentOf(line).size() != line.size()) return line;
      end -= line.size();
    }
    return {};
  }

  Error Known() {
    for (const Explanation& known : kExplanations) {
      if (problem_.starts_with(known.yaml_cpp))
        return Refuse(known.code, std::string(known.message), std::string(known.fix));
    }
    return Refuse("yaml_syntax", "not YAML: " + std::string(problem_), "correct the place named");
  }

  TreeBuilder& builder_;
  std::string_view text_;
  std::string_view problem_;
  std::size_t offset_;
  std::string_view line_;  // up to the place
};

}  // namespace

Error ExplainYaml(TreeBuilder& builder, std::string_view text, const YAML::Exception& problem) {
  return Explainer(builder, text, problem).Explain();
}

}  // namespace dashflow::config
