// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "host/expression/operand/evaluation.h"

namespace dashflow::expression {

// A regular expression in the syntax of RE2, whose matching takes time that is linear in the text.
// Immutable. [any-thread]
class Pattern {
 public:
  explicit Pattern(std::string_view text);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  // Empty: the pattern may be used.
  const std::string& problem() const;
  // Whether a part of the text matches; pays for it. REQUIRES: problem().empty().
  Operand Find(std::string_view text, Evaluation& evaluation) const;

 private:
  struct Data;
  std::unique_ptr<const Data> data_;
};

}  // namespace dashflow::expression
