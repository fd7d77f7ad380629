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

// Numbers, because `end` and others are words of Mermaid. `prefix` is the id of the node around it.
std::string IdOf(const std::string& prefix, std::size_t vertex) {
  return prefix + "v" + std::to_string(vertex);
}

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
    if (drawing.vertices[i].due) ids += (ids.empty() ? "" : ",") + IdOf({}, i);
  }
  if (ids.empty()) return {};
  return "  classDef due fill:#fd6,stroke:#b70,stroke-width:3px\n  class " + ids + " due\n";
}

void Append(std::string& text, const Drawing& drawing, const std::string& prefix,
            const std::string& indent);

void AppendVertex(std::string& text, const Vertex& vertex, const std::string& id,
                  const std::string& indent) {
  if (!vertex.inside) {
    text += indent + id + ShapeOf(vertex) + "\n";
    return;
  }
  text += indent + "subgraph " + id + ShapeOf(vertex) + "\n";
  Append(text, *vertex.inside, id, indent + "  ");
  text += indent + "end\n";
}

void Append(std::string& text, const Drawing& drawing, const std::string& prefix,
            const std::string& indent) {
  for (std::size_t i = 0; i < drawing.vertices.size(); ++i)
    AppendVertex(text, drawing.vertices[i], IdOf(prefix, i), indent);
  for (const Line& line : drawing.lines)
    text +=
        indent + IdOf(prefix, line.from) + " " + ArrowOf(line) + " " + IdOf(prefix, line.to) + "\n";
}

}  // namespace

std::string ToMermaid(const Drawing& drawing) {
  std::string text = "flowchart TD\n";
  Append(text, drawing, {}, "  ");
  return text + DueText(drawing);
}

}  // namespace dashflow::graph
