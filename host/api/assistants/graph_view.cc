// SPDX-License-Identifier: Apache-2.0
#include "host/api/assistants/graph_view.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "host/value/builder.h"

namespace dashflow::api {
namespace {

using graph::Drawing;
using graph::Line;
using graph::Vertex;

struct Edge {
  std::string source;
  std::string target;
  bool conditional = false;
  std::string label;
};

struct Shown {
  std::vector<std::pair<std::string, std::string>> nodes;  // id, type
  std::vector<Edge> edges;
};

std::string IdOf(const Vertex& vertex) {
  if (vertex.kind == Vertex::Kind::kStart) return "__start__";
  return vertex.kind == Vertex::Kind::kEnd ? "__end__" : vertex.name;
}

void ShowInside(const Drawing& drawing, const std::string& prefix, int depth, Shown& shown);

bool IsOpened(const Vertex& vertex, int depth) { return vertex.inside != nullptr && depth > 0; }

// Where lines into an opened node lead, and those out of it come from: the nodes behind its START,
// and before its END.
std::vector<std::string> Ends(const Vertex& vertex, const std::string& id, bool first, int depth);

std::vector<std::string> EndsOf(const Drawing& drawing, const std::string& prefix, bool first,
                                int depth) {
  const auto outer = first ? Vertex::Kind::kStart : Vertex::Kind::kEnd;
  std::vector<std::string> ends;
  for (const Line& line : drawing.lines) {
    const Vertex& at = drawing.vertices[first ? line.from : line.to];
    const Vertex& inner = drawing.vertices[first ? line.to : line.from];
    if (at.kind != outer || inner.kind == Vertex::Kind::kStart || inner.kind == Vertex::Kind::kEnd)
      continue;
    for (std::string& end : Ends(inner, prefix + IdOf(inner), first, depth))
      ends.push_back(std::move(end));
  }
  return ends;
}

std::vector<std::string> Ends(const Vertex& vertex, const std::string& id, bool first, int depth) {
  if (!IsOpened(vertex, depth)) return {id};
  return EndsOf(*vertex.inside, id + ":", first, depth - 1);
}

bool IsHidden(const Vertex& vertex, bool is_inside) {
  if (vertex.kind == Vertex::Kind::kJoin) return true;
  return is_inside && vertex.kind != Vertex::Kind::kNode;
}

// Of a join what it leads to.
const Vertex& TargetOf(const Drawing& drawing, const Line& line) {
  const Vertex& target = drawing.vertices[line.to];
  if (target.kind != Vertex::Kind::kJoin) return target;
  const auto out = std::ranges::find(drawing.lines, line.to, &Line::from);
  return out == drawing.lines.end() ? target : drawing.vertices[out->to];
}

void ShowLine(const Drawing& drawing, const Line& line, const std::string& prefix, int depth,
              Shown& shown) {
  const Vertex& from = drawing.vertices[line.from];
  const Vertex& to = TargetOf(drawing, line);
  const bool is_inside = !prefix.empty();
  if (IsHidden(from, is_inside) || IsHidden(to, is_inside)) return;
  for (const std::string& source : Ends(from, prefix + IdOf(from), false, depth))
    for (const std::string& target : Ends(to, prefix + IdOf(to), true, depth))
      shown.edges.push_back(
          {source, target, line.kind != Line::Kind::kAlways, graph::LabelOf(line)});
}

void ShowInside(const Drawing& drawing, const std::string& prefix, int depth, Shown& shown) {
  for (const Vertex& vertex : drawing.vertices) {
    if (IsHidden(vertex, !prefix.empty())) continue;
    const std::string id = prefix + IdOf(vertex);
    if (IsOpened(vertex, depth)) {
      ShowInside(*vertex.inside, id + ":", depth - 1, shown);
    } else {
      shown.nodes.emplace_back(id, vertex.type);
    }
  }
  for (const Line& line : drawing.lines) ShowLine(drawing, line, prefix, depth, shown);
}

Value NodeView(const std::string& id, const std::string& type) {
  Value data = Value::EmptyObject().Set("name", id);
  if (!type.empty()) data = std::move(data).Set("type", type);
  return Value::EmptyObject().Set("id", id).Set("type", "runnable").Set("data", std::move(data));
}

Value EdgeView(const Edge& edge) {
  Value view = Value::EmptyObject().Set("source", edge.source).Set("target", edge.target);
  if (edge.conditional) view = std::move(view).Set("conditional", true);
  return edge.label.empty() ? view : std::move(view).Set("data", edge.label);
}

}  // namespace

Value GraphView(const Drawing& drawing, int depth) {
  Shown shown;
  ShowInside(drawing, "", depth, shown);
  ArrayBuilder nodes;
  for (const auto& [id, type] : shown.nodes) nodes.Add(NodeView(id, type));
  ArrayBuilder edges;
  for (const Edge& edge : shown.edges) edges.Add(EdgeView(edge));
  return Value::EmptyObject()
      .Set("nodes", std::move(nodes).Build())
      .Set("edges", std::move(edges).Build());
}

}  // namespace dashflow::api
