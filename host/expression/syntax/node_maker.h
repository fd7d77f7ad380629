// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "host/expression/syntax/ast.h"

namespace dashflow::expression {

// Makes the nodes of one tree and numbers them. [serial]
class NodeMaker {
 public:
  // A node without children; its span is `span`.
  NodePtr Make(NodeKind kind, Span span) {
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->span = span;
    node->focus = span;
    node->id = num_nodes_++;
    return node;
  }

  // Gives `parent` one more child; the parent's span grows to hold it.
  static void Adopt(Node& parent, NodePtr child) {
    parent.span.begin = std::min(parent.span.begin, child->span.begin);
    parent.span.end = std::max(parent.span.end, child->span.end);
    parent.height = std::max(parent.height, child->height + 1);
    parent.children.push_back(std::move(child));
  }

  std::uint32_t num_nodes() const { return num_nodes_; }

 private:
  std::uint32_t num_nodes_ = 0;
};

}  // namespace dashflow::expression
