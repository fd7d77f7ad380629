// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/routing.h"

#include <gtest/gtest.h>

#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

struct Case {
  std::string_view name;
  std::string_view edges;
  std::string_view routing;
};

// a, b, c, d are steps; `file` takes a path. All of START's edges are left out of `routing`.
std::string Yaml(std::string_view edges) {
  return "dashflow: 1\nname: t\n"
         "state:\n"
         "  n: {type: integer, default: 0}\n"
         "  list: {type: array, default: []}\n"
         "nodes:\n"
         "  a: {type: test.step}\n  b: {type: test.step}\n  c: {type: test.step}\n  d: {type: "
         "test.step}\n"
         "  file: {type: test.count}\n"
         "edges:\n" +
         std::string(edges);
}

class Routing : public testing::TestWithParam<Case> {};

TEST_P(Routing, IsWhatTheEdgesSay) {
  const Compiled compiled(Yaml(GetParam().edges));
  ASSERT_TRUE(compiled.ok()) << compiled.ErrorText();
  EXPECT_EQ(RoutingOf(compiled.workflow()), GetParam().routing);
}

std::string NameOf(const testing::TestParamInfo<Case>& test) {
  return std::string(test.param.name);
}

constexpr Case kCases[] = {
    {"Chain", "  - START -> a -> b -> END\n",
     "START always -> a\na always -> b\nb always -> END\n"},
    {"NoEdgeOutEndsToo", "  - START -> a\n", "START always -> a\n"},
    {"Both", "  - START -> a & b\n", "START always -> a, b\n"},
    {"JoinInAChain", "  - START -> a & b -> c\n",
     "START always -> a, b\na always -> join c[a, b]#0\nb always -> join c[a, b]#1\n"},
    {"LongJoin", "  - START -> a & b\n  - {from: [b, a], to: [c, d]}\n",
     "START always -> a, b\n"
     "a always -> join c[b, a]#1\na always -> join d[b, a]#1\n"
     "b always -> join c[b, a]#0\nb always -> join d[b, a]#0\n"},
    {"Either", "  - START -> a\n  - a -> b\n  - a | b -> c\n",
     "START always -> a\na always -> b\na always -> c\nb always -> c\n"},
    {"LongForm", "  - {from: START, to: a}\n  - {from: a, to: [b, END]}\n  - {from: [b], to: c}\n",
     "START always -> a\na always -> b, END\nb always -> c\n"},
    {"WithoutBlanks", "  - START->a->b\n", "START always -> a\na always -> b\n"},
    {"When",
     "  - START -> a\n  - {from: a, to: b, when: n > 1}\n  - {from: a, to: c, when: '!(n > 1)'}\n",
     "START always -> a\na when n > 1 -> b\na when !(n > 1) -> c\n"},
    {"WhenFromStart", "  - {from: START, to: a, when: n == 0}\n", "START when n == 0 -> a\n"},
    {"Switch",
     "  - START -> a\n  - {from: a, switch: n, cases: {1: b, 2: [b, c], null: END}, default: d}\n",
     "START always -> a\na switch n {1: b; 2: b, c; null: END; *: d}\n"},
    {"SwitchWithoutDefault",
     "  - START -> a\n  - {from: a, switch: n > 1, cases: {true: b, false: END}}\n",
     "START always -> a\na switch n > 1 {true: b; false: END}\n"},
    {"Route",
     "  - START -> a\n  - {from: a, route: [{when: n > 1, to: b}, {when: n > 0, to: [c, d]}, {to: "
     "END}]}\n",
     "START always -> a\na route {n > 1: b; n > 0: c, d; always: END}\n"},
    {"Each", "  - START -> a\n  - {from: a, each: list, to: file, as: path}\n",
     "START always -> a\na always -> each list file(path = cel item)\n"},
    {"Send",
     "  - START -> a\n  - {from: a, each: list, to: file, send: {path: {cel: 'item + "
     "string(index)'}, note: {value: x}}}\n",
     "START always -> a\na always -> each list file(path = cel item + string(index), note = value "
     "\"x\")\n"},
    {"EachFromStart", "  - {from: START, each: list, to: file, as: path}\n",
     "START always -> each list file(path = cel item)\n"},
    {"EachAsATarget",
     "  - START -> a\n"
     "  - {from: a, switch: n > 1, cases: {true: {each: list, to: file, as: path}, false: [b, "
     "{each: '[1]', to: c, send: {}}]}}\n",
     "START always -> a\na switch n > 1 {true: each list file(path = cel item); false: b, each [1] "
     "c()}\n"},
    {"EachToSeveral", "  - {from: START, each: list, to: [a, b], send: {}}\n",
     "START always -> each list a(), each list b()\n"},
    {"EachWhen", "  - START -> a\n  - {from: a, when: n > 1, each: list, to: file, as: path}\n",
     "START always -> a\na when n > 1 -> each list file(path = cel item)\n"},
    {"EachInARoute",
     "  - START -> a\n  - {from: a, route: [{when: n > 1, each: list, to: file, as: path}, {to: "
     "b}]}\n",
     "START always -> a\na route {n > 1: each list file(path = cel item); always: b}\n"},
    {"Gather",
     "  - {from: START, each: list, to: file, as: path}\n  - {gather: file, switch: n > 1, cases: "
     "{true: a, false: b}}\n"
     "  - {gather: file, to: c}\n",
     "START always -> each list file(path = cel item)\nfile gather switch n > 1 {true: a; false: "
     "b}\n"
     "file gather always -> c\n"},
    {"Cycle", "  - START -> a -> b\n  - {from: b, to: a, when: n < 3}\n",
     "START always -> a\na always -> b\nb when n < 3 -> a\n"},
    {"ABlockExpression",
     "  - START -> a\n  - from: a\n    to: b\n    when: >-\n      n > 1 &&\n      n < 5\n",
     "START always -> a\na when n > 1 && n < 5 -> b\n"},
};

INSTANTIATE_TEST_SUITE_P(Edges, Routing, testing::ValuesIn(kCases), NameOf);

}  // namespace
}  // namespace dashflow::graph
