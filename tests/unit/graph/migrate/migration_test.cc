// SPDX-License-Identifier: Apache-2.0
#include "host/graph/migrate/migration.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "host/graph/migrate/match.h"
#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

// A workflow with these channels, nodes and edges.
struct Parts {
  std::string state = "a: {type: string}, n: {type: integer, default: 0}";
  std::string nodes = "x: {type: test.step}, y: {type: test.step}";
  std::string edges = "START -> x -> y";
  std::string rest{};

  std::string Yaml() const {
    return "dashflow: 1\nname: t\nstate: {" + state + "}\nnodes: {" + nodes + "}\nedges: [" +
           edges + "]\n" + rest;
  }
};

WorkflowPtr CompileText(const std::string& yaml) {
  static const FakeTypes kTypes;
  static const FakeReducers kReducers;
  const auto report =
      Compile(ParseDefinition("flow.yaml", yaml), {kTypes, kReducers, Value::EmptyObject()});
  EXPECT_NE(report.workflow, nullptr) << report.errors.front().message() << "\n" << yaml;
  return report.workflow;
}

Migration Between(const Parts& before, const Parts& after) {
  return MakeMigration(CompileText(before.Yaml()), CompileText(after.Yaml()));
}

// The changes, those that nothing covers with a mark.
std::string Text(const Migration& migration) {
  std::string text;
  for (const ShapeChange& change : migration.changes)
    text += (change.covered ? "" : "! ") + ToText(change) + "\n";
  return text;
}

TEST(Migration, OfWhatIsWrittenOtherwiseHasNoChange) {
  Parts after;
  after.state = "n: {type: integer, default: 3, description: a number}, a: {type: string}";
  after.rest = "description: other\nlimits: {steps: 3}\ninterrupt: {before: [y]}\n";
  const Migration migration = Between({}, after);
  EXPECT_EQ(Text(migration), "");
  EXPECT_TRUE(migration.covered());
  EXPECT_EQ(migration.channels, (std::vector<channel::ChannelId>{1, 0}));
  EXPECT_NE(migration.from->version, migration.to->version);
}

TEST(Migration, NamesWhatIsNewAndWhatIsGone) {
  Parts after;
  after.state = "n: {type: integer, default: 0}, b: {type: string}, m: {reduce: sum}";
  after.nodes = "x: {type: test.step}, z: {type: test.open}";
  after.edges = "START -> x -> z";
  const Migration migration = Between({}, after);
  EXPECT_EQ(
      Text(migration),
      "! channel 'a' is gone\n! channel 'b' is new\n! channel 'm' is new\n! node 'y' is gone\n"
      "! node 'z' is new\n! edges of 'x': -> y, now -> z\n");
  EXPECT_EQ(migration.rule, nullptr);
}

TEST(Migration, TellsOtherTypes) {
  Parts after;
  after.state = "a: {type: string}, n: {reduce: sum}";
  after.nodes = "x: {type: test.open}, y: {type: test.step, defer: true}";
  EXPECT_EQ(Text(Between({}, after)),
            "! channel 'n': {\"type\":\"integer\"}, now anything reduce sum\n"
            "! node 'x': type test.step, now test.open\n! node 'y': deferred now\n");
}

TEST(Migration, TellsWhereEdgesLead) {
  Parts before;
  before.nodes += ", z: {type: test.step}";
  before.edges = "START -> x & y, x & y -> z";
  Parts after = before;
  after.edges =
      "START -> x, {from: x, switch: a, cases: {p: y, q: END}}, {gather: y, to: z}, "
      "{from: z, route: [{when: n > 1, to: x}, {to: END}]}, {from: x, to: z, when: n > 2}";
  EXPECT_EQ(Text(Between(before, after)),
            "! edges of 'START': -> x, -> y, now -> x\n"
            "! edges of 'x': -> z (once x y), now switch 'p' -> y, switch 'q' -> END, when -> z\n"
            "! edges of 'y': -> z (once x y), now gather -> z\n"
            "! edges of 'z': none, now route -> x, route -> END\n");
}

TEST(Migration, IsCoveredByARule) {
  Parts after;
  after.state = "b: {type: string}, k: {type: boolean, default: true}, r: {type: string}";
  after.nodes = "x: {type: test.step}, z: {type: test.step}";
  after.edges = "START -> z -> x";
  after.rest =
      "input: [r]\nmigrate: [{from: '*', rename: {a: b, y: z}, drop: [n], defaults: {r: ''}}]\n";
  const Migration migration = Between({}, after);
  EXPECT_EQ(Text(migration),
            "channel 'a' is 'b' now\nchannel 'n' is left behind\nchannel 'k' is new\n"
            "channel 'r' is new\nnode 'y' is 'z' now\nedges of 'START': -> x, now -> z\n"
            "edges of 'x': -> z, now none\nedges of 'y': none, now -> x\n");
  EXPECT_EQ(migration.channels, (std::vector<channel::ChannelId>{0, kNoChannel}));
  EXPECT_EQ(migration.nodes, (std::vector<NodeId>{0, 1}));
  ASSERT_EQ(migration.defaults.size(), 1U);
  EXPECT_EQ(migration.defaults[0].first, 2U);
}

TEST(Migration, OfARenameAloneChangesNoEdge) {
  Parts after;
  after.nodes = "w: {type: test.step}, x: {type: test.step}";
  after.edges = "START -> x -> w";
  after.rest = "migrate: [{from: '*', rename: {y: w}}]\n";
  const Migration migration = Between({}, after);
  EXPECT_EQ(Text(migration), "node 'y' is 'w' now\n");
  EXPECT_EQ(migration.nodes, (std::vector<NodeId>{1, 0}));
}

TEST(Migration, PrefersTheRuleForThisVersion) {
  const Parts before;
  Parts after;
  after.state = "b: {type: string}, n: {type: integer, default: 0}";
  after.rest = "migrate: [{from: '*', drop: [a]}, {from: " + CompileText(before.Yaml())->version +
               ", rename: {a: b}}]\n";
  EXPECT_EQ(Text(Between(before, after)), "channel 'a' is 'b' now\n");
}

TEST(Migration, IsNotCoveredByARuleForAnotherVersion) {
  Parts after;
  after.nodes += ", z: {type: test.step}";
  after.edges += " -> z";
  after.rest = "migrate: [{from: w-0123456789abcdef0123456789abcdef}]\n";
  EXPECT_FALSE(Between({}, after).covered());
}

// A required input is something that every other thread was given.
TEST(Migration, NeedsAValueForARequiredInput) {
  Parts after;
  after.state += ", must: {type: string}";
  after.rest = "input: [must]\nmigrate: [{from: '*'}]\n";
  EXPECT_EQ(Text(Between({}, after)), "! channel 'must' is new\n");
}

TEST(Migration, OfAChannelOfAnotherTypeNeedsAWord) {
  Parts after;
  after.state = "a: {type: [string, 'null']}, n: {type: integer, default: 0}";
  for (const char* rule : {"rename: {a: a}", "drop: [a], defaults: {a: none}"}) {
    after.rest = "migrate: [{from: '*', " + std::string(rule) + "}]\n";
    EXPECT_TRUE(Between({}, after).covered()) << rule;
  }
  after.rest = "migrate: [{from: '*'}]\n";
  EXPECT_FALSE(Between({}, after).covered());
}

TEST(Migration, OfTwoChannelsThatWouldBeOneNeedsAWord) {
  Parts before;
  before.state = "a: {type: string}, b: {type: string}";
  Parts after;
  after.state = "b: {type: string}";
  after.rest = "migrate: [{from: '*', rename: {a: b}}]\n";
  EXPECT_EQ(Text(Between(before, after)),
            "channel 'a' is 'b' now\n! channel 'b' is gone: another channel is renamed to 'b'\n");
  after.rest = "migrate: [{from: '*', rename: {a: b}, drop: [b]}]\n";
  EXPECT_TRUE(Between(before, after).covered());
}

// `ask` is a node and a channel; only the node is renamed.
TEST(Migration, OfANameThatIsTwoThings) {
  Parts before;
  before.state = "ask: {type: boolean}";
  before.nodes = "ask: {type: test.ask, out: {answer: ask}}";
  before.edges = "START -> ask";
  Parts after;
  after.state = "ask: {type: boolean}, review: {type: boolean}";
  after.nodes = "review: {type: test.ask, out: {answer: ask}}";
  after.edges = "START -> review";
  after.rest = "migrate: [{from: '*', rename: {ask: review}}]\n";
  const Migration migration = Between(before, after);
  EXPECT_EQ(Text(migration), "channel 'review' is new\nnode 'ask' is 'review' now\n");
  EXPECT_EQ(migration.channels, std::vector<channel::ChannelId>{0});
}

TEST(Migration, LetsSeveralNodesBecomeOne) {
  Parts after;
  after.nodes = "y: {type: test.step}";
  after.edges = "START -> y";
  after.rest = "migrate: [{from: '*', rename: {x: y}}]\n";
  const Migration migration = Between({}, after);
  EXPECT_EQ(migration.nodes, (std::vector<NodeId>{0, 0}));
  EXPECT_TRUE(migration.covered());
}

TEST(Migration, SuggestsTheNewNameOfWhatIsLikeIt) {
  Parts before;
  before.nodes = "x: {type: test.step}, ask: {type: test.ask, out: {answer: n}}";
  before.edges = "START -> x -> ask";
  Parts after;
  after.state = "b: {type: string}, n: {type: integer, default: 0}";
  after.nodes = "w: {type: test.open}, review: {type: test.ask, out: {answer: n}}";
  after.edges = "START -> review -> w";
  const std::string rule = SuggestRule(Between(before, after));
  EXPECT_NE(rule.find(", rename: {a: b, ask: review}, drop: [x]}"), std::string::npos) << rule;
}

TEST(Migration, MaySwapNames) {
  Parts before;
  before.state = "a: {type: string}, b: {type: string}";
  Parts after = before;
  after.edges = "START -> y -> x";
  after.rest = "migrate: [{from: '*', rename: {a: b, b: a, x: y, y: x}}]\n";
  const Migration migration = Between(before, after);
  EXPECT_TRUE(migration.covered());
  EXPECT_EQ(migration.channels, (std::vector<channel::ChannelId>{1, 0}));
  EXPECT_EQ(migration.nodes, (std::vector<NodeId>{1, 0}));
}

// What is suggested covers what is different, as it stands.
class Suggestion : public ::testing::TestWithParam<const char*> {};

TEST_P(Suggestion, CoversTheDifference) {
  Parts before;
  before.state = "a: {type: string}, n: {type: integer, default: 0}, l: {reduce: append}";
  before.nodes += ", z: {type: test.open}";
  before.edges += " -> z";
  const std::string yaml = GetParam();
  const WorkflowPtr from = CompileText(before.Yaml());
  const Migration plain = MakeMigration(from, CompileText(yaml));
  ASSERT_FALSE(plain.covered());
  const std::string rule = "migrate: [" + SuggestRule(plain) + "]\n";
  const Migration covered = MakeMigration(from, CompileText(yaml + rule));
  EXPECT_TRUE(covered.covered()) << rule << Text(covered);
}

#define HEAD "dashflow: 1\nname: t\n"
INSTANTIATE_TEST_SUITE_P(
    Edits, Suggestion,
    ::testing::Values(
        HEAD "state: {a: {type: string}}\nnodes: {q: {type: test.step}}\nedges: [START -> q]\n",
        HEAD "state: {b: {type: string}, n: {type: integer, default: 0}, l: {reduce: append}}\n"
             "nodes: {x: {type: test.step}, y: {type: test.step}, w: {type: test.open}}\n"
             "edges: [START -> x -> y -> w]\n",
        HEAD
        "state: {a: {type: array}, n: {reduce: sum}, l: {keep: topic}, i: {type: object}}\n"
        "input: [i]\nnodes: {x: {type: test.open}, y: {type: test.list}, z: {type: test.step}}\n"
        "edges: [START -> x & y, x & y -> z]\n",
        HEAD
        "nodes: {x: {type: test.step, on_error: y}, y: {type: test.step}}\nedges: [START -> x]\n"));
#undef HEAD

}  // namespace
}  // namespace dashflow::graph
