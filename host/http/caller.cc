// SPDX-License-Identifier: Apache-2.0
#include "host/http/caller.h"

#include <algorithm>

namespace dashflow::http {
namespace {

// Where it comes to nothing, only the last star takes one character more: an earlier one would gain
// nothing that the last one cannot.
bool Matches(std::string_view pattern, std::string_view text) {
  std::string_view after_star;
  std::string_view left;  // of the text, behind what the last star has taken
  bool has_star = false;
  while (!text.empty()) {
    if (pattern.starts_with('*')) {
      pattern.remove_prefix(1);
      after_star = pattern;
      left = text;
      has_star = true;
    } else if (pattern.starts_with(text.front())) {
      pattern.remove_prefix(1);
      text.remove_prefix(1);
    } else if (has_star) {
      pattern = after_star;
      left.remove_prefix(1);
      text = left;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*') == std::string_view::npos;
}

}  // namespace

bool Caller::may_run(std::string_view workflow) const {
  return workflows.empty() || std::ranges::any_of(workflows, [workflow](const std::string& one) {
           return Matches(one, workflow);
         });
}

}  // namespace dashflow::http
