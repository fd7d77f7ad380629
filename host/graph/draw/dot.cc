// SPDX-License-Identifier: Apache-2.0
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

std::string IdOf(std::size_t vertex) { return "v" + std::to_string(vertex); }

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

}  // namespace

std::string ToDot(const Drawing& drawing) {
  std::string text = "digraph " + Quoted(drawing.name) + " {\n  node [shape=box, style=rounded];\n";
  for (std::size_t i = 0; i < drawing.vertices.size(); ++i)
    text += "  " + IdOf(i) + " [" + AttributesOf(drawing.vertices[i]) + "];\n";
  for (const Line& line : drawing.lines) {
    text += "  " + IdOf(line.from) + " -> " + IdOf(line.to) + " [label=" + Quoted(LabelOf(line)) +
            ", style=" + StyleOf(line) + "];\n";
  }
  return text + "}\n";
}

}  // namespace dashflow::graph
