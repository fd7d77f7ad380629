// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/expression/syntax/ast.h"

namespace dashflow::expression {

// Makes a tree from a list of numbers, each of which is one decision: a shorter list with smaller
// numbers is a simpler tree, so that a failing case shrinks. Any list will do.
class TreeMaker {
 public:
  explicit TreeMaker(std::vector<std::uint32_t> choices) : choices_(std::move(choices)) {}

  NodePtr Make() { return Tree(0); }

 private:
  NodePtr Tree(int depth);
  NodePtr Leaf();
  NodePtr Operation(int depth);
  NodePtr Access(int depth);
  NodePtr Container(int depth);
  NodePtr MacroCall(int depth);
  NodePtr LiteralLeaf();
  NodePtr Of(NodeKind kind, std::size_t num_children, int depth);
  std::uint32_t Choose(std::uint32_t count);
  std::string Pick(std::initializer_list<const char*> words);

  std::vector<std::uint32_t> choices_;
  std::size_t at_ = 0;
};

}  // namespace dashflow::expression
