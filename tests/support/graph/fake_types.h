// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/channel/reducer.h"
#include "host/graph/call.h"
#include "host/graph/compiler.h"
#include "host/graph/node.h"

namespace dashflow::graph {

// A node that remembers how it was configured, and runs nothing.
class FakeNode final : public Node {
 public:
  explicit FakeNode(Value config) : config_(std::move(config)) {}
  Outcome Run(Call&) noexcept override { return Outcome::kDone; }
  const Value& config() const { return config_; }

 private:
  Value config_;
};

// Refuses a configuration with {broken: true}.
class FakeType final : public NodeType {
 public:
  explicit FakeType(NodeTypeInfo info) : info_(std::move(info)) {}
  const NodeTypeInfo& info() const override { return info_; }
  Result<std::unique_ptr<Node>> Create(const Value& config) const override;

 private:
  NodeTypeInfo info_;
};

// Node types for tests:
//   test.step    no ports, any configuration
//   test.open    no ports, any configuration, open
//   test.jump    no ports, jumps; with: {to: nodes, when: a condition, values: {channel: a channel
//                or {cel: …}}}
//   test.ask     -> answer (any); with: {answer: a schema (default {type: boolean})}
//   test.list    -> paths (array)
//   test.count   path (string, required), note (string) -> words (integer), result (object)
//                with: {max_bytes: integer (default 10), glob: string}, nothing else
//   test.write   title (string, required), items (array, required) -> report (string)
class FakeTypes final : public NodeTypes {
 public:
  FakeTypes();
  const NodeType* Find(std::string_view name) const override;
  Error WhyNot(std::string_view name) const override;
  std::vector<std::string> Names() const override;

 private:
  void Add(NodeTypeInfo info);
  std::map<std::string, FakeType, std::less<>> types_;
};

// One reducer of a plugin: "test.last".
class FakeReducers final : public Reducers {
 public:
  const channel::Reducer* Find(std::string_view name) const override;
};

// Parses and compiles with the fake types.
class Compiled {
 public:
  explicit Compiled(std::string_view yaml, Value params = {}, bool check_only = false);

  const Workflow& workflow() const { return *report_.workflow; }
  bool ok() const { return report_.workflow != nullptr; }
  const std::vector<Error>& errors() const { return report_.errors; }
  const std::vector<Error>& warnings() const { return report_.warnings; }
  // "line:column code: message | fix", one a line.
  std::string ErrorText() const;
  std::string WarningText() const;
  const NodePlan& Node(std::string_view name) const;

 private:
  FakeTypes types_;
  FakeReducers reducers_;
  CompileReport report_;
};

std::string Describe(const std::vector<Error>& errors);

}  // namespace dashflow::graph
