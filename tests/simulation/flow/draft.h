// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/simulation/flow/dice.h"
#include "tests/simulation/flow/flow.h"

namespace dashflow::simulation {

using Names = std::vector<std::string>;

// "x", or "[x, y]".
std::string Listed(const Names& names);

// Nodes and edges of one workflow while it is made up.
class Draft {
 public:
  Draft(Flow& flow, Dice& dice, std::string name, bool is_part)
      : flow_(flow), dice_(dice), name_(std::move(name)), is_part_(is_part) {}

  // A node with random ports, class, retries and timeouts; `more` = further keys, each ", key:
  // value".
  std::string Node(const Act& act = {}, const std::string& more = "");
  // One of which no two tasks are ever due together.
  std::string LoneNode();
  // One that takes the place of another, or notes the end of a run: it writes `channel` only.
  std::string Note(std::string_view channel);
  // A node as it is written.
  std::string RawNode(const std::string& content);
  void Edge(const std::string& edge) { edges_ += "  - " + edge + "\n"; }
  // An expression on the state.
  std::string Expression();

  Dice& dice() { return dice_; }
  Flow& flow() { return flow_; }
  bool is_part() const { return is_part_; }
  const std::string& name() const { return name_; }
  const Names& names() const { return names_; }
  // The workflow, with `head` before its nodes.
  std::string Text(const std::string& head) const;

 private:
  std::string NewName();
  std::string AddNode(const Act& act, const std::string& more, bool alone);
  std::string Ports(bool alone, bool cached);
  std::string WordChannel(bool alone);
  std::string ClassOf(const Act& act);
  std::string Rules(const Act& act, std::string_view type);
  Act Troubled(const Act& act);
  bool MayCache(const Act& act);

  Flow& flow_;
  Dice& dice_;
  const std::string name_;
  const bool is_part_;
  Names names_;
  std::size_t singles_ = 0;
  std::string nodes_;
  std::string edges_;
};

}  // namespace dashflow::simulation
