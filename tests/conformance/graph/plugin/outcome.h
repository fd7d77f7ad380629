// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "expr.h"

namespace cases {

struct Update {
  std::string key;
  sdk::Value value;
  bool overwrite = false;
};

// A task of `node` whose whole input is `arg`; without `arg` a jump.
struct Target {
  std::string node;
  std::optional<sdk::Value> arg;
};

// What a node returns: of a list of objects and commands, one.
struct Part {
  bool is_command = false;
  bool to_parent = false;
  std::vector<Update> updates;
  std::vector<Target> targets;
};

// The part of the value of `{return: expr}`: none for null. Throws invalid_node_result unless it is
// an object.
std::vector<Part> ReturnParts(sdk::ValueView expr, const Names& names);
// Parts of a list of objects that was returned beside commands.
std::vector<Part> ListParts(sdk::ValueView list);
[[noreturn]] void RefuseResult(sdk::ValueView value);

Part CommandPart(sdk::ValueView command, const Names& names);

}  // namespace cases
