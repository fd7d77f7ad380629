// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "host/expression/type/type.h"

namespace dashflow::expression {

// What a name stands for: a slot of the Binding at run time.
struct Name {
  std::uint32_t slot = 0;
  Type type;
};

// The names that expressions of one place may use. Filled once, then read. Reads are [any-thread].
//
// Slots are the caller's numbers: the engine uses the index of the channel for channels and larger
// ones for the rest.
class Scope {
 public:
  // A name of the host, such as `params`, `item`, or with dots `run.id` (each such part is a slot
  // of its own).
  void AddRoot(std::string name, std::uint32_t slot, Type type = {});
  // A channel: `name` and `state.name`. If a root begins with the same name, only `state.name` is
  // left, whatever the order in which both were added.
  void AddChannel(std::string name, std::uint32_t slot, Type type = {});

  // Null when `name` (a whole dotted name) is nothing that may be used.
  const Name* Find(std::string_view name) const;
  // The name that was probably meant, or empty.
  std::string Nearest(std::string_view name) const;
  // Every usable name, sorted.
  std::vector<std::string> Names() const;

 private:
  bool IsRootPart(std::string_view first) const;

  std::map<std::string, Name, std::less<>> roots_;
  std::map<std::string, Name, std::less<>> channels_;
};

}  // namespace dashflow::expression
