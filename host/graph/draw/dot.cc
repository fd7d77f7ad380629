// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include "host/graph/draw/formats.h"

namespace dashflow::graph {
namespace {

// Graphviz reads backslash sequences and HTML entities in quoted labels.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '&') {
      quoted += "&amp;";
    } else if (c == '\n') {
      quoted += "\\n";
    } else {
      quoted += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  }
  return quoted + "\"";
}

// `prefix` is the id of the node around it.
std::string IdOf(const std::string& prefix, std::size_t vertex) {
  return prefix + "v" + std::to_string(vertex);
}

std::string AttributesOf(const Vertex& vertex) {
  switch (vertex.kind) {
    case Vertex::Kind::kStart:
    case Vertex::Kind::kEnd:
      return "label=" + Quoted(vertex.name) + ", shape=ellipse";
    case Vertex::Kind::kJoin:
      return "label=\"join\", shape=hexagon";
    case Vertex::Kind::kNode:
      return "label=" + Quoted(vertex.name + "\n" + vertex.type) +
             (vertex.due ? ", style=\"rounded,filled\", fillcolor=\"#ffdd66\", penwidth=3" : "");
  }
  return {};
}

std::string StyleOf(const Line& line) {
  if (line.kind == Line::Kind::kGoto) return "dashed";
  return line.each.empty() ? "solid" : "bold";
}

// An edge leads to a point, even where a cluster is meant: START of what is inside, and from the
// last vertex, which is END where there is one.
std::string TailOf(const Drawing& drawing, const std::string& prefix, std::size_t vertex) {
  const Drawing* inside = drawing.vertices[vertex].inside.get();
  const std::string id = IdOf(prefix, vertex);
  return inside == nullptr ? id : TailOf(*inside, id, inside->vertices.size() - 1);
}
std::string HeadOf(const Drawing& drawing, const std::string& prefix, std::size_t vertex) {
  const std::string id = IdOf(prefix, vertex);
  return drawing.vertices[vertex].inside ? IdOf(id, 0) : id;
}

std::string ClipOf(const Drawing& drawing, const std::string& prefix, const Line& line) {
  std::string clip;
  if (drawing.vertices[line.from].inside) clip += ", ltail=cluster_" + IdOf(prefix, line.from);
  if (drawing.vertices[line.to].inside) clip += ", lhead=cluster_" + IdOf(prefix, line.to);
  return clip;
}

void Append(std::string& text, const Drawing& drawing, const std::string& prefix,
            const std::string& indent);

void AppendVertex(std::string& text, const Vertex& vertex, const std::string& id,
                  const std::string& indent) {
  if (!vertex.inside) {
    text += indent + id + " [" + AttributesOf(vertex) + "];\n";
    return;
  }
  text += indent + "subgraph cluster_" + id + " {\n";
  text += indent + "  graph [" + AttributesOf(vertex) + "];\n";
  Append(text, *vertex.inside, id, indent + "  ");
  text += indent + "}\n";
}

void Append(std::string& text, const Drawing& drawing, const std::string& prefix,
            const std::string& indent) {
  for (std::size_t i = 0; i < drawing.vertices.size(); ++i)
    AppendVertex(text, drawing.vertices[i], IdOf(prefix, i), indent);
  for (const Line& line : drawing.lines) {
    text += indent + TailOf(drawing, prefix, line.from) + " -> " +
            HeadOf(drawing, prefix, line.to) + " [label=" + Quoted(LabelOf(line)) +
            ", style=" + StyleOf(line) + ClipOf(drawing, prefix, line) + "];\n";
  }
}

bool HasClusters(const Drawing& drawing) {
  return std::ranges::any_of(drawing.vertices,
                             [](const Vertex& vertex) { return vertex.inside != nullptr; });
}

}  // namespace

std::string ToDot(const Drawing& drawing) {
  std::string text = "digraph " + Quoted(drawing.name) + " {\n";
  if (HasClusters(drawing)) text += "  compound=true;\n";
  text += "  node [shape=box, style=rounded];\n";
  Append(text, drawing, {}, "  ");
  return text + "}\n";
}

}  // namespace dashflow::graph
