// SPDX-License-Identifier: Apache-2.0
#include "host/api/assistants/schema_view.h"

#include <string>
#include <utility>

#include "host/graph/schema/interface_schema.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

Value ViewOf(std::string_view graph_id, const graph::Definition& definition,
             const graph::Workflow& workflow) {
  const Value facts = graph::InterfaceSchema(definition, workflow);
  ObjectBuilder view;
  view.Add("graph_id", graph_id);
  view.Add("input_schema", *facts.Find("input"));
  view.Add("output_schema", *facts.Find("output"));
  view.Add("state_schema", graph::StateSchema(workflow));
  view.Add("config_schema", *facts.Find("params"));
  view.Add("context_schema", *facts.Find("params"));
  return std::move(view).Build();
}

struct Collector {
  std::string_view graph_id;
  std::string_view space;
  bool recurse = false;
  Value found = Value::EmptyObject();

  void Visit(const graph::Definition& definition, const graph::Workflow& workflow,
             const std::string& prefix) {
    for (const graph::NodeDefinition& node : definition.nodes) {
      const auto id = workflow.FindNode(node.name.name);
      if (node.subworkflow == nullptr || !id) continue;
      const auto inner = workflow.nodes[*id].subworkflow;
      if (inner == nullptr) continue;
      const std::string name = prefix + node.name.name;
      if (name.starts_with(space))
        found = found.Set(name, ViewOf(graph_id, *node.subworkflow, *inner));
      if (recurse) Visit(*node.subworkflow, *inner, name + "|");
    }
  }
};

}  // namespace

Value SchemaView(const Served& served) {
  return ViewOf(served.graph_id, *served.definition, served.workflow());
}

Value SubgraphsView(const Served& served, std::string_view space, bool recurse) {
  Collector collector{served.graph_id, space, recurse};
  collector.Visit(*served.definition, served.workflow(), "");
  return std::move(collector.found);
}

}  // namespace dashflow::api
