// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/json.h"
#include "tests/support/graph/fake_types.h"
#include "tests/unit/graph/routing.h"

namespace dashflow::graph {
namespace {

using namespace std::chrono_literals;

// The example of the language page, with the node types of these tests.
constexpr std::string_view kDigest = R"(
dashflow: 1
name: digest
description: Digest every text file under a folder
x-note: &note ignored
params:
  limit: {type: integer, default: 1000000}
state:
  folder:   {type: string, default: docs}
  files:    {type: array, items: {type: string}}
  digests:  {reduce: append}
  words:    {reduce: sum}
  approved: {type: boolean, default: false}
  report:   {type: string}
  scratch:  {private: true}
input:  [folder]
output: [words, report]
nodes:
  list:
    type: test.list
    with: {glob: "**/*"}
    out:  {paths: files}
  digest:
    type: test.count
    with: {max_bytes: "${params.limit}"}
    out:  {result: digests}
    retry: {attempts: 3, delay: 100ms, factor: 2, max_delay: 5s, jitter: true, errors: [transient, timeout]}
    timeout: 30s
  review: {type: test.jump, goto: [write, END], concurrency: 2}
  write:
    type: test.write
    in:   {title: {cel: "'Digest of ' + folder"}, items: digests}
    timeout: {attempt: 1s, idle: 2s, total: 1m}
edges:
  - START -> list
  - {from: list, each: files, to: digest, as: path}
  - {gather: digest, switch: size(digests) > 0, cases: {true: review, false: write}}
  - {from: review, to: write, when: approved}
  - write -> END
interrupt: {before: [write], after: "*"}
limits: {steps: 50, tasks: 2000, time: 5m, state: 64MiB}
durability: exit
unknown_writes: ignore
requires: {test: ">= 1.2, < 2"}
tags: [demo]
metadata: {owner: docs}
)";

class Digest : public testing::Test {
 protected:
  Digest() : compiled_(kDigest) {}
  void SetUp() override { ASSERT_TRUE(compiled_.ok()) << compiled_.ErrorText(); }

  const Workflow& workflow() const { return compiled_.workflow(); }
  const NodePlan& node(std::string_view name) const { return compiled_.Node(name); }

  Compiled compiled_;
};

TEST_F(Digest, HasNoWarning) { EXPECT_EQ(compiled_.WarningText(), ""); }

TEST_F(Digest, NumbersNodesByName) {
  ASSERT_EQ(workflow().nodes.size(), 4U);
  EXPECT_EQ(workflow().nodes[0].name, "digest");
  EXPECT_EQ(workflow().nodes[3].name, "write");
  EXPECT_EQ(workflow().FindNode("review"), 2U);
  EXPECT_EQ(workflow().FindNode("START"), std::nullopt);
}

TEST_F(Digest, RoutesAsWritten) {
  EXPECT_EQ(RoutingOf(workflow()),
            "START always -> list\n"
            "digest gather switch size(digests) > 0 {true: review; false: write}\n"
            "list always -> each files digest(path = cel item)\n"
            "review when approved -> write\n"
            "write always -> END\n");
}

TEST_F(Digest, WiresPorts) {
  const NodePlan& digest = node("digest");
  EXPECT_EQ(TextOfSource(workflow(), digest.inputs.at(0)), "absent");
  ASSERT_EQ(digest.outputs.size(), 2U);
  EXPECT_EQ(digest.outputs[0], workflow().FindChannel("words"));
  EXPECT_EQ(digest.outputs[1], workflow().FindChannel("digests"));
  const NodePlan& write = node("write");
  EXPECT_EQ(TextOfSource(workflow(), write.inputs.at(0)), "cel 'Digest of ' + folder");
  EXPECT_EQ(TextOfSource(workflow(), write.inputs.at(1)), "channel digests");
  EXPECT_EQ(write.outputs.at(0), workflow().FindChannel("report"));
}

TEST_F(Digest, ConfiguresNodesWithTheirDefaults) {
  const auto& digest = dynamic_cast<const FakeNode&>(*node("digest").node);
  EXPECT_EQ(ToJson(digest.config()), R"({"max_bytes":1000000})");
  const auto& list = dynamic_cast<const FakeNode&>(*node("list").node);
  EXPECT_EQ(ToJson(list.config()), R"({"glob":"**/*"})");
}

TEST_F(Digest, KeepsPolicies) {
  ASSERT_EQ(node("digest").retry.size(), 1U);
  const RetryPolicy& retry = node("digest").retry[0];
  EXPECT_EQ(retry.attempts, 3);
  EXPECT_EQ(retry.delay, 100ms);
  EXPECT_EQ(retry.max_delay, 5s);
  EXPECT_EQ(retry.errors, (std::vector<std::string>{"transient", "timeout"}));
  EXPECT_EQ(node("digest").timeout.attempt, 30s);
  EXPECT_EQ(node("write").timeout.attempt, 1s);
  EXPECT_EQ(node("write").timeout.idle, 2s);
  EXPECT_EQ(node("write").timeout.total, 1min);
  EXPECT_EQ(node("review").concurrency, 2U);
  EXPECT_EQ(node("review").jumps, (std::vector<NodeId>{workflow().FindNode("write").value()}));
}

TEST_F(Digest, KeepsSettings) {
  EXPECT_TRUE(node("write").interrupt_before);
  EXPECT_FALSE(node("list").interrupt_before);
  EXPECT_TRUE(node("list").interrupt_after);
  EXPECT_EQ(workflow().limits.steps, 50);
  EXPECT_EQ(workflow().limits.tasks, 2000);
  EXPECT_EQ(workflow().limits.time, 5min);
  EXPECT_EQ(workflow().limits.state, std::size_t{64} << 20U);
  EXPECT_EQ(workflow().durability, Durability::kExit);
  EXPECT_TRUE(workflow().ignore_unknown_writes);
  EXPECT_EQ(workflow().definition, kDigest);
  EXPECT_EQ(ToJson(workflow().params), R"({"limit":1000000})");
}

TEST_F(Digest, KeepsPlaces) {
  const Place& place = node("list").place;
  EXPECT_EQ(place.file, "flow.yaml");
  EXPECT_EQ(place.line, 19);
  EXPECT_EQ(place.column, 3);
  EXPECT_EQ(place.workflow, "digest");
  EXPECT_EQ(place.node, "list");
  EXPECT_EQ(node("review").edges.at(0).place.line, 38);
}

TEST(Defaults, AreForNodesThatSayNothing) {
  const Compiled compiled(R"(
dashflow: 1
name: t
defaults: {timeout: 5s, retry: [{attempts: 2}, {attempts: 3, errors: [timeout]}], concurrency: {run: 4}}
nodes:
  a: {type: test.step}
  b: {type: test.step, timeout: 1s, retry: {attempts: 9}, concurrency: 1}
edges: [START -> a -> b]
)");
  ASSERT_TRUE(compiled.ok()) << compiled.ErrorText();
  EXPECT_EQ(compiled.Node("a").timeout.attempt, 5s);
  EXPECT_EQ(compiled.Node("a").retry.size(), 2U);
  EXPECT_EQ(compiled.Node("a").concurrency, 4U);
  EXPECT_EQ(compiled.Node("b").timeout.attempt, 1s);
  EXPECT_EQ(compiled.Node("b").retry.at(0).attempts, 9);
  EXPECT_EQ(compiled.Node("b").concurrency, 1U);
}

}  // namespace
}  // namespace dashflow::graph
