// SPDX-License-Identifier: Apache-2.0
#include "host/graph/migrate/edge_text.h"

#include <algorithm>
#include <string_view>

namespace dashflow::graph {
namespace {

std::string_view KindText(Edge::Kind kind) {
  switch (kind) {
    case Edge::Kind::kAlways:
      return "";
    case Edge::Kind::kWhen:
      return "when ";
    case Edge::Kind::kSwitch:
      return "switch ";
    case Edge::Kind::kRoute:
      return "route ";
  }
  return "";
}

class Text {
 public:
  Text(const Workflow& workflow, const NodeNamer& name) : workflow_(workflow), name_(name) {}

  void Add(std::string_view kind, const std::vector<Edge>& edges) {
    for (const Edge& edge : edges) AddEdge(kind, edge);
  }
  void AddHandlers(const std::vector<Handler>& handlers) {
    for (const Handler& handler : handlers) Part() += "on_error -> " + name_(handler.to);
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string& Part() {
    if (!text_.empty()) text_ += ", ";
    return text_;
  }

  // `-> a & b` are two simple edges.
  void AddEdge(std::string_view kind, const Edge& edge) {
    if (edge.kind == Edge::Kind::kAlways) {
      for (const Target& target : edge.arms.front().to)
        Part().append(kind) += "-> " + NameOf(target);
      return;
    }
    for (const Arm& arm : edge.arms) {
      Part().append(kind).append(KindText(edge.kind));
      if (edge.kind == Edge::Kind::kSwitch) text_ += "'" + arm.key + "' ";
      text_ += "->";
      for (const Target& target : arm.to) text_ += " " + NameOf(target);
    }
  }

  std::string NameOf(const Target& target) const {
    switch (target.kind) {
      case Target::Kind::kEnd:
        return "END";
      case Target::Kind::kNode:
        return name_(target.index);
      case Target::Kind::kFanout:
        return "each " + name_(workflow_.fanouts[target.index].to);
      case Target::Kind::kJoin:
        return JoinText(workflow_.joins[target.index]);
    }
    return {};
  }

  std::string JoinText(const Join& join) const {
    std::vector<std::string> sources;
    for (const NodeId source : join.sources) sources.push_back(name_(source));
    std::ranges::sort(sources);
    std::string text = name_(join.target) + " (once";
    for (const std::string& source : sources) text += " " + source;
    return text + ")";
  }

  const Workflow& workflow_;
  const NodeNamer& name_;
  std::string text_;
};

}  // namespace

std::string StartText(const Workflow& workflow, const NodeNamer& name) {
  Text text(workflow, name);
  text.Add("", workflow.start);
  return text.Take();
}

std::string EdgesText(const Workflow& workflow, NodeId node, const NodeNamer& name) {
  const NodePlan& plan = workflow.nodes[node];
  Text text(workflow, name);
  text.Add("", plan.edges);
  text.Add("gather ", plan.gathers);
  text.AddHandlers(plan.handlers);
  return text.Take();
}

}  // namespace dashflow::graph
