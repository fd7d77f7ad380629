// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "host/base/result.h"
#include "host/value/schema/node.h"

namespace dashflow::schema {

// The error schema_invalid; its resource is the JSON pointer of the place, its cause says what is
// wrong there.
Error WrongSchema(const std::string& pointer, const std::string& text);

// Turns a schema document into a graph. Every keyword is checked: an unknown one (annotations and
// `x-…` aside), a wrong shape, a pattern that RE2 does not take, a reference that leads nowhere,
// out of the document or back to itself without an element in between are errors.
class Compiler {
 public:
  // `root` outlives the compiler.
  explicit Compiler(const Value& root) : root_(root) {}

  Result<Graph> Compile();

  // For the keywords (keyword/). `pointer` is the place of `schema` in the document.
  Result<NodeId> Add(const Value& schema, const std::string& pointer);
  Result<NodeId> AddTarget(std::string_view reference, const std::string& pointer);

 private:
  Status Fill(Node& node, const Value& schema, const std::string& pointer);
  Status FillReference(Node& node, const Value& schema, const std::string& pointer);
  Status CheckChains() const;

  const Value& root_;
  Graph graph_;
  std::vector<std::string> pointers_;               // of each node
  std::unordered_map<const Value*, NodeId> known_;  // by the place of a schema in the document
  int depth_ = 0;
};

}  // namespace dashflow::schema
