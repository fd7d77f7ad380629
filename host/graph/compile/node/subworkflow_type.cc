// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/node/subworkflow_type.h"

#include <algorithm>
#include <utility>

#include "host/graph/call.h"
#include "host/graph/compile/stages.h"
#include "host/graph/compile/type_set.h"
#include "host/graph/subworkflows.h"

namespace dashflow::graph {
namespace {

using channel::Channel;

Port MakePort(const Channel& channel, TypeSet types, bool required) {
  constexpr std::string_view kWords[] = {"string", "integer", "number", "boolean",
                                         "array",  "object",  "bytes"};
  const std::string name = types.Name();
  const bool single = std::ranges::find(kWords, name) != std::end(kWords);
  return {channel.name, single ? name : "any", required, {}};
}

NodeTypeInfo InfoOf(const Workflow& workflow) {
  NodeTypeInfo info;
  info.name = "workflow " + workflow.name;
  info.exec = ExecClass::kAsync;
  for (const InputChannel& input : workflow.input) {
    const Channel& channel = workflow.channels[input.channel];
    info.inputs.push_back(MakePort(channel, TypeSet::OfWrite(channel), input.required));
  }
  for (const channel::ChannelId id : workflow.output) {
    const Channel& channel = workflow.channels[id];
    info.outputs.push_back(MakePort(channel, TypeSet::OfContent(channel), true));
  }
  return info;
}

// Nobody can give a subworkflow the value of a parameter.
std::vector<Error> ParamsWithoutDefault(const Definition& definition) {
  Findings findings(definition.file);
  for (const ParamDefinition& param : definition.params) {
    if (param.initial) continue;
    findings
        .Add(param.name.at, "parameter_missing",
             "the parameter '" + param.name.name + "' of a subworkflow has no value")
        .Fix("give it a default");
  }
  return findings.TakeErrors();
}

class InnerNode final : public Node {
 public:
  Outcome Run(Call& call) noexcept override { return call.RunInner(); }
};

}  // namespace

SubworkflowType::SubworkflowType(WorkflowPtr workflow)
    : workflow_(std::move(workflow)), info_(InfoOf(*workflow_)) {}

Result<std::unique_ptr<Node>> SubworkflowType::Create(const Value&) const {
  return std::unique_ptr<Node>(std::make_unique<InnerNode>());
}

const NodeType* SubworkflowTypes::Find(Build& build, const NodeDefinition& node) {
  const auto known = known_.find(node.subworkflow.get());
  const TypePtr type = known == known_.end() ? Compile(build, node) : known->second;
  if (type == nullptr) {
    build.incomplete = true;
    return nullptr;
  }
  build.workflow->own_types.push_back(type);
  return type.get();
}

SubworkflowTypes::TypePtr SubworkflowTypes::Compile(Build& build, const NodeDefinition& node) {
  CompileReport report = CompileUsing(*this, *node.subworkflow,
                                      {build.context.types, build.context.reducers,
                                       Value::EmptyObject(), build.context.check_only});
  for (Error& error : ParamsWithoutDefault(*node.subworkflow))
    if (build.context.check_only) report.errors.push_back(std::move(error));
  const Place user = build.findings.At(node.workflow.at);
  NoteUser(report.errors, node.name.name, user);
  NoteUser(report.warnings, node.name.name, user);
  TypePtr type;
  if (report.workflow && report.errors.empty())
    type = std::make_shared<const SubworkflowType>(report.workflow);
  build.findings.Append(std::move(report.errors));
  build.findings.AppendWarnings(std::move(report.warnings));
  return known_.emplace(node.subworkflow.get(), std::move(type)).first->second;
}

WorkflowPtr SubworkflowTypes::WorkflowOf(const NodeDefinition& node) const {
  const auto known = known_.find(node.subworkflow.get());
  return known == known_.end() || known->second == nullptr ? nullptr : known->second->workflow();
}

}  // namespace dashflow::graph
