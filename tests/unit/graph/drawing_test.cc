// SPDX-License-Identifier: Apache-2.0
#include "host/graph/draw/drawing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/graph/draw/formats.h"
#include "host/value/json.h"
#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kState =
    "dashflow: 1\nname: t\n"
    "state:\n"
    "  n: {type: integer, default: 0}\n"
    "  s: {type: string, default: ''}\n"
    "  list: {type: array, default: []}\n"
    "nodes:\n";

constexpr std::string_view kSteps =
    "  a: {type: test.step, goto: [d]}\n  b: {type: test.step}\n  c: {type: test.step}\n"
    "  d: {type: test.step}\n  file: {type: test.count}\n";

Drawing DrawingOf(std::string_view edges, std::string_view nodes = kSteps) {
  const Compiled compiled(std::string(kState) + std::string(nodes) + "edges:\n" +
                          std::string(edges));
  EXPECT_TRUE(compiled.ok()) << compiled.ErrorText();
  return compiled.ok() ? Draw(compiled.workflow()) : Drawing{};
}

// "a -> b (label)", one a line.
std::string LinesOf(const Drawing& drawing) {
  std::string text;
  for (const Line& line : drawing.lines) {
    const std::string label = LabelOf(line);
    const auto name = [&drawing](std::size_t number) {
      const Vertex& vertex = drawing.vertices.at(number);
      return vertex.kind == Vertex::Kind::kJoin ? "join of " + vertex.name : vertex.name;
    };
    text +=
        name(line.from) + " -> " + name(line.to) + (label.empty() ? "" : " (" + label + ")") + "\n";
  }
  return text;
}

TEST(Drawing, HasEveryKindOfEdgeWithItsSource) {
  EXPECT_EQ(LinesOf(DrawingOf("  - START -> a & b\n"
                              "  - {from: a, to: c, when: n > 1}\n"
                              "  - {from: b, switch: n, cases: {1: c, 2: END}, default: d}\n"
                              "  - {from: c, route: [{when: n > 2, to: d}, {to: END}]}\n"
                              "  - {from: d, each: list, to: file, as: path}\n"
                              "  - {gather: file, to: END, when: n > 3}\n")),
            "START -> a\nSTART -> b\n"
            "a -> c (n > 1)\na -> d (goto)\n"
            "b -> c (n: 1)\nb -> END (n: 2)\nb -> d (n: default)\n"
            "c -> d (n > 2)\nc -> END (else)\n"
            "d -> file (each list)\n"
            "file -> END (gather, n > 3)\n");
}

TEST(Drawing, AJoinIsAVertexOfItsOwn) {
  EXPECT_EQ(LinesOf(DrawingOf("  - START -> a & b -> c\n")),
            "START -> a\nSTART -> b\na -> join of c\na -> d (goto)\nb -> join of c\n"
            "join of c -> c\n");
}

TEST(Drawing, HasAnEndOnlyWhenSomethingLeadsThere) {
  EXPECT_EQ(DrawingOf("  - START -> a\n").vertices.back().kind, Vertex::Kind::kNode);
  EXPECT_EQ(DrawingOf("  - START -> a -> END\n").vertices.back().kind, Vertex::Kind::kEnd);
}

TEST(Drawing, MarksTheNodesThatAreDue) {
  Drawing drawing = DrawingOf("  - START -> a -> b\n");
  EXPECT_THAT(ToMermaid(drawing), Not(HasSubstr("due")));
  MarkDue(drawing, {"b", "START", "gone"});
  EXPECT_FALSE(drawing.vertices[0].due);
  EXPECT_TRUE(drawing.vertices[2].due);
  EXPECT_THAT(ToMermaid(drawing), HasSubstr("  class v2 due\n"));
  EXPECT_THAT(ToDot(drawing), HasSubstr("v2 [label=\"b\\ntest.step\", style=\"rounded,filled\""));
  EXPECT_EQ(*ToDrawingJson(drawing).Find("nodes")->At(2).Find("due"), Value(true));
}

TEST(Mermaid, DrawsAFlowchart) {
  EXPECT_EQ(ToMermaid(DrawingOf("  - {from: START, each: list, to: a, send: {}}\n"
                                "  - a | b -> END\n",
                                "  a: {type: test.step, goto: [b]}\n  b: {type: test.step}\n")),
            "flowchart TD\n"
            "  v0([\"START\"])\n"
            "  v1[\"a<br/>test.step\"]\n"
            "  v2[\"b<br/>test.step\"]\n"
            "  v3([\"END\"])\n"
            "  v0 ==>|\"each list\"| v1\n"
            "  v1 --> v3\n"
            "  v1 -.->|\"goto\"| v2\n"
            "  v2 --> v3\n");
}

// A name and a condition with everything that means something in one of the formats.
Drawing Hostile() {
  return DrawingOf(
      "  - {from: START, to: 'x]\"<b>#%%{`;\\'}\n"
      "  - {from: 'x]\"<b>#%%{`;\\', to: END, when: \"s == \\\"a & <i>]|\\\"\\n|| n > 1\"}\n",
      "  'x]\"<b>#%%{`;\\': {type: test.step}\n");
}

TEST(Mermaid, NamesAndConditionsAreNoMarkup) {
  const std::string text = ToMermaid(Hostile());
  EXPECT_THAT(text, HasSubstr("v1[\"x]#quot;#lt;b#gt;#35;#37;#37;{#96;;#92;<br/>test.step\"]\n"));
  EXPECT_THAT(text, HasSubstr("-->|\"s == #quot;a #amp; #lt;i#gt;]|#quot;<br/>|| n #gt; 1\"|"));
}

TEST(Dot, NamesAndConditionsAreNoMarkup) {
  const std::string text = ToDot(Hostile());
  EXPECT_THAT(text, HasSubstr("v1 [label=\"x]\\\"<b>#%%{`;\\\\\\ntest.step\"];\n"));
  EXPECT_THAT(text, HasSubstr("[label=\"s == \\\"a &amp; <i>]|\\\"\\n|| n > 1\", style=solid]"));
}

TEST(Dot, DrawsADigraph) {
  EXPECT_EQ(ToDot(DrawingOf("  - START -> a -> END\n", "  a: {type: test.step}\n")),
            "digraph \"t\" {\n"
            "  node [shape=box, style=rounded];\n"
            "  v0 [label=\"START\", shape=ellipse];\n"
            "  v1 [label=\"a\\ntest.step\"];\n"
            "  v2 [label=\"END\", shape=ellipse];\n"
            "  v0 -> v1 [label=\"\", style=solid];\n"
            "  v1 -> v2 [label=\"\", style=solid];\n"
            "}\n");
}

TEST(DrawingJson, NamesEveryNodeAndEdge) {
  const Value json =
      ToDrawingJson(DrawingOf("  - START -> a & b -> c\n"
                              "  - {from: c, each: list, to: file, as: path}\n"));
  EXPECT_EQ(ToJson(json.Find("nodes")->At(1)),
            R"({"id":"a","kind":"node","name":"a","type":"test.step","due":false})");
  EXPECT_EQ(ToJson(json.Find("nodes")->At(6)),
            R"({"id":"join:6","kind":"join","name":"c","due":false})");
  EXPECT_EQ(ToJson(json.Find("edges")->At(2)),
            R"({"from":"a","to":"join:6","kind":"always","gather":false})");
  EXPECT_EQ(ToJson(json.Find("edges")->At(5)),
            R"({"from":"c","to":"file","kind":"always","gather":false,"each":"list"})");
}

}  // namespace
}  // namespace dashflow::graph
