// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "host/expression/syntax/ast.h"
#include "host/expression/syntax/problem.h"

namespace dashflow::expression {

inline constexpr std::size_t kMaxSourceBytes = 256 * 1024;

struct Parsed {
  NodePtr root;  // null: see `problem`
  std::uint32_t num_nodes = 0;
  Problem problem;
};

// Text to tree, by the grammar in README.md. The text may be anything: malformed UTF-8, huge,
// nested without end. [any-thread]
Parsed Parse(std::string_view source);

}  // namespace dashflow::expression
