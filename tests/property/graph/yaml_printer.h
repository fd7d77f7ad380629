// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/value/value.h"

namespace dashflow::graph {

// Writes a value as YAML in one of many layouts, chosen by a list of numbers: block or flow,
// quotes, depth of indentation, blank lines, comments, order of keys. Any list will do.
class YamlPrinter {
 public:
  explicit YamlPrinter(std::vector<std::uint32_t> choices) : choices_(std::move(choices)) {}

  std::string Print(const Value& document);

 private:
  void Block(std::string& out, const Value& value, int indent);
  void BlockMembers(std::string& out, const Value& object, int indent);
  void BlockElements(std::string& out, const Value& array, int indent);
  void EndLine(std::string& out);
  std::string Flow(const Value& value);
  std::string Scalar(const Value& value);
  std::string Key(const std::string& key);
  std::vector<std::string> KeysOf(const Value& object);
  bool IsFlow(const Value& value);
  std::uint32_t Choose(std::uint32_t count);

  std::vector<std::uint32_t> choices_;
  std::size_t at_ = 0;
};

}  // namespace dashflow::graph
