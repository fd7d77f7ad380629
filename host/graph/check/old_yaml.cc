// SPDX-License-Identifier: Apache-2.0
#include "host/graph/check/old_yaml.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace dashflow::graph {
namespace {

using config::Mark;
using config::Member;
using config::Tree;

constexpr std::string_view kTruths[] = {"yes", "Yes", "YES", "no",  "No",  "NO",
                                        "on",  "On",  "ON",  "off", "Off", "OFF"};

bool IsTruth(std::string_view text) {
  return std::ranges::find(kTruths, text) != std::end(kTruths);
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// A number to the base of 60.
bool IsTime(std::string_view text) {
  if (text.find(':') == std::string_view::npos || !IsDigit(text.back())) return false;
  if (text.front() == '-' || text.front() == '+') text.remove_prefix(1);
  if (text.empty() || !IsDigit(text.front())) return false;
  return std::ranges::all_of(text, [](char c) { return IsDigit(c) || c == ':'; }) &&
         text.find("::") == std::string_view::npos;
}

bool AreDigits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, IsDigit);
}

// 2024-01-31, with or without a time after it.
bool IsDate(std::string_view text) {
  return text.size() >= 10 && AreDigits(text.substr(0, 4)) && text[4] == '-' &&
         AreDigits(text.substr(5, 2)) && text[7] == '-' && AreDigits(text.substr(8, 2));
}

// Digits in groups, such as 1_000.
bool IsGrouped(std::string_view text) {
  return IsDigit(text.front()) && text.find('_') != std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return IsDigit(c) || c == '_'; });
}

// What YAML 1.1 makes of a text; empty = a text, too.
std::string_view OldMeaning(std::string_view text) {
  if (text.empty()) return {};
  if (IsTruth(text)) return "a truth value";
  if (IsDate(text)) return "a date";
  return IsTime(text) || IsGrouped(text) ? "a number" : std::string_view();
}

// A number to the base of 8.
bool IsOctal(std::string_view text) {
  return text.size() > 1 && text.front() == '0' && AreDigits(text) &&
         text.find_first_of("89") == std::string_view::npos;
}

class OldYaml {
 public:
  explicit OldYaml(Findings& findings) : findings_(findings) {}

  void LookAt(const Member& member) {
    if (member.plain) Check(member.key, member.at);
    LookAt(member.value);
  }

 private:
  void LookAt(const Tree& tree) {
    const bool plain = tree.is_scalar() && tree.style == Tree::Style::kPlain;
    if (plain && tree.is_string()) Check(tree.text.as_text(), tree.at);
    if (plain && tree.value.kind() == Kind::kInt) CheckNumber(tree.text.as_text(), tree.at);
    for (const Tree& element : tree.elements) LookAt(element);
    for (const Member& member : tree.members) LookAt(member);
  }

  void Check(std::string_view text, Mark at) {
    const std::string_view meaning = OldMeaning(text);
    // What stands behind an alias is met more than once.
    if (meaning.empty() || !told_.insert(at).second) return;
    findings_
        .Warn(at, "old_yaml_word",
              "'" + std::string(text) + "' is text here, and " + std::string(meaning) +
                  " to readers of YAML 1.1")
        .Fix("quote it: '" + std::string(text) + "'" +
             (IsTruth(text) ? ", or write true or false if you mean that" : ""));
  }

  void CheckNumber(std::string_view text, Mark at) {
    if (!IsOctal(text) || !told_.insert(at).second) return;
    findings_
        .Warn(at, "old_yaml_word",
              "'" + std::string(text) +
                  "' is a decimal number here, and an octal one to readers of YAML 1.1")
        .Fix("write it without the leading 0, or as 0o" + std::string(text.substr(1)));
  }

  Findings& findings_;
  std::set<Mark> told_;
};

}  // namespace

void CheckOldYaml(Findings& findings, const Tree& document) {
  OldYaml check(findings);
  for (const Member& member : document.members)
    if (!member.key.starts_with("x-")) check.LookAt(member);
}

}  // namespace dashflow::graph
