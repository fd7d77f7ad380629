// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

std::string WarningsOf(const std::string& edges) {
  const Compiled compiled(
      "dashflow: 1\nname: t\nstate:\n  n: {type: integer, default: 0}\nnodes:\n"
      "  a: {type: test.step}\n  b: {type: test.step}\n  c: {type: test.jump, goto: [d]}\n  d: "
      "{type: test.step}\n"
      "edges:\n" +
      edges);
  EXPECT_TRUE(compiled.ok()) << compiled.ErrorText();
  return compiled.WarningText();
}

TEST(Warnings, NoneForAnOrdinaryGraph) {
  EXPECT_EQ(WarningsOf("  - START -> a -> b -> c\n"), "");
  EXPECT_EQ(WarningsOf("  - START -> a -> b -> c\n  - {from: c, to: a, when: n < 3}\n"), "");
  EXPECT_EQ(WarningsOf("  - START -> a -> b -> c\n  - {from: c, route: [{when: n < 3, to: a}]}\n"),
            "");
}

TEST(Warnings, NameNodesThatNeverRun) {
  EXPECT_EQ(WarningsOf("  - START -> a -> b\n"),
            "8:3 unreachable_node: node 'c' never runs: no edge leads to it | add an edge to it, "
            "list it in another "
            "node's goto:, or remove it\n"
            "9:3 unreachable_node: node 'd' never runs: no edge leads to it | add an edge to it, "
            "list it in another "
            "node's goto:, or remove it\n");
}

TEST(Warnings, FollowJumpsJoinsAndFanouts) {
  EXPECT_EQ(WarningsOf("  - START -> a & b\n  - a & b -> c\n"), "");
  EXPECT_EQ(
      WarningsOf(
          "  - START -> a\n  - {from: a, each: '[1]', to: b, send: {}}\n  - {gather: b, to: c}\n"),
      "");
}

TEST(Warnings, NameCasesThatATruthValueDoesNotHave) {
  const std::string edges = "  - START -> a -> b & d\n  - {from: b, switch: n > 1, cases: ";
  EXPECT_EQ(WarningsOf(edges + "{true: c, false: END}}\n"), "");
  EXPECT_EQ(WarningsOf(edges + "{true: c, 'No': END}}\n"),
            "12:47 case_never: the case 'No' is never chosen: the switch is true or false | write "
            "true or false\n");
}

TEST(Warnings, NameACycleWithoutExit) {
  EXPECT_EQ(WarningsOf("  - START -> a -> b -> c -> a\n"),
            "6:3 endless_cycle: node 'a' is in a cycle without exit: the run ends only at "
            "limits: {steps} | put a "
            "condition on an edge of the cycle: {from, to, when}\n");
  EXPECT_NE(WarningsOf("  - START -> a -> b -> c\n  - b -> b\n").find("'b' is in a cycle"),
            std::string::npos);
}

TEST(Warnings, NameConditionsThatAreAskedOncePerTask) {
  EXPECT_EQ(WarningsOf("  - START -> a\n  - {from: a, each: '[1]', to: b, send: {}}\n"
                       "  - {from: b, to: c, when: n > 0}\n"),
            "13:5 gather_missing: this condition is asked once for each task of 'b', and sees "
            "only that task's "
            "writes | write gather: b to ask once after all of them\n");
  EXPECT_EQ(WarningsOf("  - START -> a\n  - {from: a, each: '[1]', to: b, send: {}}\n  - b -> c\n"),
            "");
}

TEST(Warnings, NameJumpsThatNeverHappen) {
  const Compiled compiled(
      "dashflow: 1\nname: t\nnodes:\n  a: {type: test.step, goto: [b]}\n  b: {type: test.jump}\n"
      "edges: [START -> a -> b]\n");
  EXPECT_EQ(compiled.WarningText(),
            "4:31 goto_idle: test.step never jumps, so that this goto: leads nowhere | "
            "write an edge, or use a node type that jumps, such as core.route\n"
            "5:3 goto_missing: test.jump jumps, and node 'b' has no goto: | list where it may "
            "go: goto: [<node>, …]\n");
}

TEST(Warnings, AJumpForAllNodesIsOfUseWhenOneOfThemJumps) {
  const Compiled compiled(
      "dashflow: 1\nname: t\ndefaults: {goto: [a]}\nnodes:\n  a: {type: test.step}\n"
      "  b: {type: test.jump, with: {to: [a, END]}}\nedges: [START -> b]\n");
  EXPECT_TRUE(compiled.ok()) << compiled.ErrorText();
  EXPECT_EQ(compiled.WarningText(), "");
}

TEST(Warnings, NameEdgesThatAreThereTwice) {
  EXPECT_EQ(WarningsOf("  - START -> a -> b -> c\n  - a -> b\n"),
            "12:5 repeated_edge: the edge a -> b is there already, in line 11 | remove one of "
            "the two\n");
}

}  // namespace
}  // namespace dashflow::graph
