// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/graph/workflow.h"

namespace dashflow::graph {

struct Drawing;

struct Vertex {
  enum class Kind : std::uint8_t { kStart, kNode, kJoin, kEnd };
  Kind kind = Kind::kNode;
  std::string name;  // of the node; "START", "END"; a join has that of the node that it leads to
  std::string type;  // kNode: of the node
  bool due = false;  // kNode: runs in the next superstep of a thread
  std::shared_ptr<const Drawing> inside = {};  // kNode: what a subworkflow does; null = not drawn
};

struct Line {
  enum class Kind : std::uint8_t { kAlways, kWhen, kCase, kRoute, kGoto };
  Kind kind = Kind::kAlways;
  std::size_t from = 0;  // numbers of vertices
  std::size_t to = 0;
  std::string condition;  // its source text; kCase: with the case; empty = none
  std::string each;       // source text of the list; empty = one task
  bool gather = false;    // followed once a superstep
};

// A workflow as a picture: what every output format shows, without how it looks.
struct Drawing {
  std::string name;
  std::string version;
  std::vector<Vertex> vertices;  // START, nodes by name, joins, END when something leads there
  std::vector<Line> lines;       // in the order of the vertices that they leave
};

// A node whose subworkflow would make it more than kMostVertices is drawn without its inside.
inline constexpr std::size_t kMostVertices = 2000;

// O(edges). [any-thread]
Drawing Draw(const Workflow& workflow);

// Marks the nodes of these names as due; the names of no node are ignored.
void MarkDue(Drawing& drawing, const std::set<std::string, std::less<>>& names);

// What a line says beside itself: "gather, size(l) > 0: true, each l"; empty for a plain one.
std::string LabelOf(const Line& line);

std::string_view KindName(Vertex::Kind kind);  // "start", "node", "join", "end"
std::string_view KindName(Line::Kind kind);    // "always", "when", "case", "route", "goto"

}  // namespace dashflow::graph
