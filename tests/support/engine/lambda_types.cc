// SPDX-License-Identifier: Apache-2.0
#include "tests/support/engine/lambda_types.h"

#include <cstdio>
#include <cstdlib>

#include "host/graph/compiler.h"
#include "host/graph/definition.h"
#include "host/graph/subworkflows.h"

namespace dashflow::testing {
namespace {

class LambdaNode final : public graph::Node {
 public:
  explicit LambdaNode(const Body& body) : body_(body) {}
  graph::Outcome Run(graph::Call& call) noexcept override { return body_(call); }

 private:
  const Body& body_;
};

class LambdaType final : public graph::NodeType {
 public:
  LambdaType(graph::NodeTypeInfo info, Body body)
      : info_(std::move(info)), body_(std::move(body)) {}
  const graph::NodeTypeInfo& info() const override { return info_; }
  Result<std::unique_ptr<graph::Node>> Create(const Value&) const override {
    return std::unique_ptr<graph::Node>(std::make_unique<LambdaNode>(body_));
  }

 private:
  graph::NodeTypeInfo info_;
  Body body_;
};

class NoReducers final : public graph::Reducers {
 public:
  const channel::Reducer* Find(std::string_view) const override { return nullptr; }
};

graph::Port PortOf(std::string name) {
  graph::Port port;
  port.required = !name.ends_with('?');
  if (!port.required) name.pop_back();
  port.name = std::move(name);
  return port;
}

void DieOf(const std::vector<Error>& errors) {
  if (errors.empty()) return;
  for (const Error& error : errors) {
    std::fprintf(stderr, "%d:%d %s: %s (%s)\n", error.place().line, error.place().column,
                 error.code().c_str(), error.message().c_str(), error.cause().c_str());
  }
  std::abort();
}

// The workflow itself, and those that it can use by name.
class TextFiles final : public graph::WorkflowFiles {
 public:
  using Texts = std::map<std::string, std::string, std::less<>>;
  TextFiles(const Texts& texts, const std::string& own) : texts_(texts), own_(own) {}

  graph::ParseReport Read(const std::string& file) const override {
    const auto found = texts_.find(file);
    return graph::ParseDefinition(file, found == texts_.end() ? own_ : found->second);
  }
  std::string Locate(const std::string&, const std::string& name) const override {
    return texts_.contains(name) ? name : "";
  }
  std::string KeyOf(const std::string& file) const override { return file; }
  std::string Advice(const std::string&, const std::string&) const override { return ""; }

 private:
  const Texts& texts_;
  const std::string& own_;
};

}  // namespace

void LambdaTypes::Add(std::string name, TypeShape shape, Body body) {
  graph::NodeTypeInfo info;
  info.name = name;
  info.plugin_version = std::move(shape.version);
  info.migrates_from = std::move(shape.migrates_from);
  info.exec = shape.exec;
  info.open = shape.open;
  info.concurrency = shape.concurrency;
  for (auto& port : shape.inputs) info.inputs.push_back(PortOf(std::move(port)));
  for (auto& port : shape.outputs) info.outputs.push_back(PortOf(std::move(port)));
  types_[std::move(name)] = std::make_unique<LambdaType>(std::move(info), std::move(body));
}

const graph::NodeType* LambdaTypes::Find(std::string_view name) const {
  const auto found = types_.find(name);
  return found == types_.end() ? nullptr : found->second.get();
}

Error LambdaTypes::WhyNot(std::string_view name) const {
  return Error("plugin_not_found", "the test has no node type " + std::string(name));
}

std::vector<std::string> LambdaTypes::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, type] : types_) names.push_back(name);
  return names;
}

graph::WorkflowPtr LambdaTypes::CompileNamed(std::string_view name) const {
  return Compile(files_.find(name)->second);
}

graph::ParseReport LambdaTypes::Parse(const std::string& yaml) const {
  const TextFiles files(files_, yaml);
  return graph::SubworkflowReader(files).Read("test.yaml");
}

graph::WorkflowPtr LambdaTypes::Compile(const std::string& yaml) const {
  const graph::ParseReport parsed = Parse(yaml);
  DieOf(parsed.errors);
  const NoReducers reducers;
  const graph::CompileReport report =
      graph::Compile(*parsed.definition, {*this, reducers, Value::EmptyObject()});
  DieOf(report.errors);
  return report.workflow;
}

}  // namespace dashflow::testing
