// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/graph/call.h"
#include "host/graph/definition.h"
#include "host/graph/node.h"
#include "host/graph/workflow.h"

namespace dashflow::testing {

using Body = std::function<graph::Outcome(graph::Call&)>;

// How a node type of a test looks to the workflow.
struct TypeShape {
  std::vector<std::string> inputs;  // a trailing ? = optional
  std::vector<std::string> outputs;
  graph::ExecClass exec = graph::ExecClass::kInline;
  bool open = false;
  graph::Concurrency concurrency = graph::Concurrency::kReentrant;
  std::string version = "1.0.0";  // of the plugin
  std::string migrates_from = {};
};

// Node types whose nodes run a function of the test.
class LambdaTypes final : public graph::NodeTypes {
 public:
  // `name` as "test.step".
  void Add(std::string name, TypeShape shape, Body body);

  // A workflow that others use as `workflow: name`.
  void AddWorkflow(const std::string& name, std::string yaml) { files_[name] = std::move(yaml); }

  const graph::NodeType* Find(std::string_view name) const override;
  Error WhyNot(std::string_view name) const override;
  std::vector<std::string> Names() const override;

  graph::WorkflowPtr CompileNamed(std::string_view name) const;
  // What it says, subworkflows with it.
  graph::ParseReport Parse(const std::string& yaml) const;
  // The compiled workflow; the process ends with what is wrong with a workflow that does not
  // compile.
  graph::WorkflowPtr Compile(const std::string& yaml) const;

 private:
  std::map<std::string, std::unique_ptr<graph::NodeType>, std::less<>> types_;
  std::map<std::string, std::string, std::less<>> files_;
};

}  // namespace dashflow::testing
