// SPDX-License-Identifier: Apache-2.0
#include "host/graph/draw/drawing.h"

#include <utility>

#include "host/expression/expression.h"

namespace dashflow::graph {
namespace {

std::string SourceOf(const ExpressionPtr& expression) {
  return expression ? expression->source() : std::string();
}

Line MakeLine(Line::Kind kind, std::string condition = {}) {
  Line line;
  line.kind = kind;
  line.condition = std::move(condition);
  return line;
}

Line LineOfArm(const Edge& edge, std::size_t number) {
  const Arm& arm = edge.arms[number];
  const bool fallback = edge.default_arm == static_cast<int>(number);
  switch (edge.kind) {
    case Edge::Kind::kAlways:
      return MakeLine(Line::Kind::kAlways);
    case Edge::Kind::kWhen:
      return MakeLine(Line::Kind::kWhen, SourceOf(arm.when));
    case Edge::Kind::kSwitch:
      return MakeLine(Line::Kind::kCase,
                      SourceOf(edge.subject) + ": " + (fallback ? "default" : arm.key));
    case Edge::Kind::kRoute:
      return MakeLine(Line::Kind::kRoute, arm.when ? SourceOf(arm.when) : "else");
  }
  return {};
}

class Draftsman {
 public:
  // `left`: how many vertices may still be drawn, in all.
  Draftsman(const Workflow& workflow, std::size_t& left) : workflow_(workflow), left_(left) {
    drawing_.name = workflow.name;
    drawing_.version = workflow.version;
  }

  Drawing Draw() && {
    AddVertices();
    AddEdges(0, workflow_.start, false);
    for (NodeId node = 0; node < workflow_.nodes.size(); ++node) AddLinesOf(node);
    for (std::size_t join = 0; join < workflow_.joins.size(); ++join)
      Add(MakeLine(Line::Kind::kAlways), VertexOfJoin(join),
          VertexOfNode(workflow_.joins[join].target));
    if (reaches_end_) drawing_.vertices.push_back({Vertex::Kind::kEnd, "END", {}});
    return std::move(drawing_);
  }

 private:
  static std::size_t VertexOfNode(NodeId node) { return 1 + node; }
  std::size_t VertexOfJoin(std::size_t join) const { return 1 + workflow_.nodes.size() + join; }
  std::size_t VertexOfEnd() const { return VertexOfJoin(workflow_.joins.size()); }

  void AddVertices() {
    drawing_.vertices.push_back({Vertex::Kind::kStart, "START", {}});
    for (const NodePlan& node : workflow_.nodes)
      drawing_.vertices.push_back(
          {Vertex::Kind::kNode, node.name, node.type->name, false, Inside(node)});
    for (const Join& join : workflow_.joins)
      drawing_.vertices.push_back({Vertex::Kind::kJoin, workflow_.nodes[join.target].name, {}});
  }

  std::shared_ptr<const Drawing> Inside(const NodePlan& node) {
    if (!node.subworkflow || node.subworkflow->nodes.size() >= left_) return nullptr;
    left_ -= node.subworkflow->nodes.size();
    return std::make_shared<const Drawing>(Draftsman(*node.subworkflow, left_).Draw());
  }

  void AddLinesOf(NodeId node) {
    const NodePlan& plan = workflow_.nodes[node];
    AddEdges(VertexOfNode(node), plan.edges, false);
    AddEdges(VertexOfNode(node), plan.gathers, true);
    for (const NodeId target : plan.jumps)
      Add(MakeLine(Line::Kind::kGoto), VertexOfNode(node), VertexOfNode(target));
  }

  void AddEdges(std::size_t from, const std::vector<Edge>& edges, bool gather) {
    for (const Edge& edge : edges) {
      for (std::size_t arm = 0; arm < edge.arms.size(); ++arm) {
        Line line = LineOfArm(edge, arm);
        line.gather = gather;
        for (const Target& target : edge.arms[arm].to) AddTarget(line, from, target);
      }
    }
  }

  void AddTarget(Line line, std::size_t from, const Target& target) {
    if (target.kind == Target::Kind::kFanout)
      line.each = SourceOf(workflow_.fanouts[target.index].list);
    reaches_end_ = reaches_end_ || target.kind == Target::Kind::kEnd;
    Add(std::move(line), from, VertexOf(target));
  }

  std::size_t VertexOf(const Target& target) const {
    switch (target.kind) {
      case Target::Kind::kEnd:
        break;
      case Target::Kind::kNode:
        return VertexOfNode(target.index);
      case Target::Kind::kJoin:
        return VertexOfJoin(target.index);
      case Target::Kind::kFanout:
        return VertexOfNode(workflow_.fanouts[target.index].to);
    }
    return VertexOfEnd();
  }

  void Add(Line line, std::size_t from, std::size_t to) {
    line.from = from;
    line.to = to;
    drawing_.lines.push_back(std::move(line));
  }

  const Workflow& workflow_;
  std::size_t& left_;
  Drawing drawing_;
  bool reaches_end_ = false;
};

void AddPart(std::string& label, std::string_view part) {
  if (!label.empty()) label += ", ";
  label += part;
}

}  // namespace

Drawing Draw(const Workflow& workflow) {
  std::size_t left = kMostVertices;
  return Draftsman(workflow, left).Draw();
}

void MarkDue(Drawing& drawing, const std::set<std::string, std::less<>>& names) {
  for (Vertex& vertex : drawing.vertices)
    vertex.due = vertex.kind == Vertex::Kind::kNode && names.contains(vertex.name);
}

std::string LabelOf(const Line& line) {
  std::string label;
  if (line.kind == Line::Kind::kGoto) AddPart(label, "goto");
  if (line.gather) AddPart(label, "gather");
  if (!line.condition.empty()) AddPart(label, line.condition);
  if (!line.each.empty()) AddPart(label, "each " + line.each);
  return label;
}

std::string_view KindName(Vertex::Kind kind) {
  switch (kind) {
    case Vertex::Kind::kStart:
      return "start";
    case Vertex::Kind::kNode:
      return "node";
    case Vertex::Kind::kJoin:
      return "join";
    case Vertex::Kind::kEnd:
      return "end";
  }
  return "node";
}

std::string_view KindName(Line::Kind kind) {
  switch (kind) {
    case Line::Kind::kAlways:
      return "always";
    case Line::Kind::kWhen:
      return "when";
    case Line::Kind::kCase:
      return "case";
    case Line::Kind::kRoute:
      return "route";
    case Line::Kind::kGoto:
      return "goto";
  }
  return "always";
}

}  // namespace dashflow::graph
