// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "host/graph/draw/formats.h"

namespace dashflow::graph {
namespace {

// Mermaid reads entities without their `&`, and directives (`%%{…}%%`) and Markdown (`…`) even
// between quotes.
std::string_view EntityOf(char c) {
  switch (c) {
    case '"':
      return "#quot;";
    case '#':
      return "#35;";
    case '%':
      return "#37;";
    case '&':
      return "#amp;";
    case '<':
      return "#lt;";
    case '>':
      return "#gt;";
    case '`':
      return "#96;";
    case '\\':
      return "#92;";
    case '\n':
      return "<br/>";
    default:
      return {};
  }
}

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const std::string_view entity = EntityOf(c);
    if (!entity.empty()) {
      escaped += entity;
    } else {
      escaped += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  }
  return escaped;
}

// Numbers, because `end` and others are words of Mermaid.
std::string IdOf(std::size_t vertex) { return "v" + std::to_string(vertex); }

std::string ShapeOf(const Vertex& vertex) {
  switch (vertex.kind) {
    case Vertex::Kind::kStart:
    case Vertex::Kind::kEnd:
      return "([\"" + vertex.name + "\"])";
    case Vertex::Kind::kJoin:
      return "{{\"join\"}}";
    case Vertex::Kind::kNode:
      return "[\"" + Escaped(vertex.name) + "<br/>" + Escaped(vertex.type) + "\"]";
  }
  return {};
}

std::string ArrowOf(const Line& line) {
  const std::string label = LabelOf(line);
  const std::string arrow = line.kind == Line::Kind::kGoto ? "-.->"
                            : line.each.empty()            ? "-->"
                                                           : "==>";
  return label.empty() ? arrow : arrow + "|\"" + Escaped(label) + "\"|";
}

std::string DueText(const Drawing& drawing) {
  std::string ids;
  for (std::size_t i = 0; i < drawing.vertices.size(); ++i) {
    if (drawing.vertices[i].due) ids += (ids.empty() ? "" : ",") + IdOf(i);
  }
  if (ids.empty()) return {};
  return "  classDef due fill:#fd6,stroke:#b70,stroke-width:3px\n  class " + ids + " due\n";
}

}  // namespace

std::string ToMermaid(const Drawing& drawing) {
  std::string text = "flowchart TD\n";
  for (std::size_t i = 0; i < drawing.vertices.size(); ++i)
    text += "  " + IdOf(i) + ShapeOf(drawing.vertices[i]) + "\n";
  for (const Line& line : drawing.lines)
    text += "  " + IdOf(line.from) + " " + ArrowOf(line) + " " + IdOf(line.to) + "\n";
  return text + DueText(drawing);
}

}  // namespace dashflow::graph
