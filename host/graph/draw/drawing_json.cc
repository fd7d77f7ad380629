// SPDX-License-Identifier: Apache-2.0
#include "host/graph/draw/formats.h"
#include "host/value/builder.h"

namespace dashflow::graph {
namespace {

// A node's own name, so that a reader needs no table; what is no node cannot meet one, since `:` is
// in no node's name.
std::string IdOf(const Drawing& drawing, std::size_t number) {
  const Vertex& vertex = drawing.vertices[number];
  return vertex.kind == Vertex::Kind::kJoin ? "join:" + std::to_string(number) : vertex.name;
}

Value VertexJson(const Drawing& drawing, std::size_t number) {
  const Vertex& vertex = drawing.vertices[number];
  ObjectBuilder object;
  object.Add("id", IdOf(drawing, number));
  object.Add("kind", KindName(vertex.kind));
  object.Add("name", vertex.name);
  if (!vertex.type.empty()) object.Add("type", vertex.type);
  object.Add("due", vertex.due);
  if (vertex.inside) object.Add("inside", ToDrawingJson(*vertex.inside));
  return std::move(object).Build();
}

Value LineJson(const Drawing& drawing, const Line& line) {
  ObjectBuilder object;
  object.Add("from", IdOf(drawing, line.from));
  object.Add("to", IdOf(drawing, line.to));
  object.Add("kind", KindName(line.kind));
  object.Add("gather", line.gather);
  if (!line.condition.empty()) object.Add("condition", line.condition);
  if (!line.each.empty()) object.Add("each", line.each);
  return std::move(object).Build();
}

}  // namespace

Value ToDrawingJson(const Drawing& drawing) {
  ArrayBuilder nodes;
  for (std::size_t i = 0; i < drawing.vertices.size(); ++i) nodes.Add(VertexJson(drawing, i));
  ArrayBuilder edges;
  for (const Line& line : drawing.lines) edges.Add(LineJson(drawing, line));
  ObjectBuilder object;
  object.Add("workflow", drawing.name);
  object.Add("version", drawing.version);
  object.Add("nodes", std::move(nodes).Build());
  object.Add("edges", std::move(edges).Build());
  return std::move(object).Build();
}

}  // namespace dashflow::graph
