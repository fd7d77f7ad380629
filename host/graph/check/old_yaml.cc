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

class OldYaml {
 public:
  explicit OldYaml(Findings& findings) : findings_(findings) {}

  void LookAt(const Member& member) {
    if (member.plain) Check(member.key, member.at);
    LookAt(member.value);
  }

 private:
  void LookAt(const Tree& tree) {
    if (tree.is_string() && tree.style == Tree::Style::kPlain) Check(tree.text.as_text(), tree.at);
    for (const Tree& element : tree.elements) LookAt(element);
    for (const Member& member : tree.members) LookAt(member);
  }

  void Check(std::string_view text, Mark at) {
    const bool truth = IsTruth(text);
    const bool odd = truth || (!text.empty() && IsTime(text));
    // What stands behind an alias is met more than once.
    if (!odd || !told_.insert(at).second) return;
    findings_
        .Warn(at, "old_yaml_word",
              "'" + std::string(text) + "' is text here, and " +
                  (truth ? "a truth value" : "a number") + " to readers of YAML 1.1")
        .Fix("quote it: '" + std::string(text) + "'" +
             (truth ? ", or write true or false if you mean that" : ""));
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
