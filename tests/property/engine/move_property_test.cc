// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "host/graph/migrate/migration.h"
#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;

// A graph of asking and marking nodes, whose names begin with `prefix`. Edges lead to later nodes.
struct Graph {
  std::vector<bool> asks;
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  bool join = false;

  std::string Name(const std::string& prefix, std::size_t node) const {
    return prefix + std::to_string(node);
  }
  std::string Yaml(const std::string& prefix, const std::string& rest = "") const {
    std::string text = "dashflow: 1\nname: g\nstate: {log: {reduce: append}}\nnodes:\n";
    for (std::size_t i = 0; i < asks.size(); ++i)
      text += "  " + Name(prefix, i) + ": {type: test." + (asks[i] ? "ask" : "mark") + "}\n";
    text += "edges:\n";
    for (std::size_t i = 0; i < asks.size(); ++i) {
      if (!reached(i)) text += "  - START -> " + Name(prefix, i) + "\n";
    }
    for (const auto& [from, to] : edges)
      text += "  - " + Name(prefix, from) + " -> " + Name(prefix, to) + "\n";
    if (join && asks.size() > 2)
      text += "  - " + Name(prefix, 0) + " & " + Name(prefix, 1) + " -> " +
              Name(prefix, asks.size() - 1) + "\n";
    return text + rest;
  }
  std::string Rename() const {
    std::string text;
    for (std::size_t i = 0; i < asks.size(); ++i)
      text += (i == 0 ? "" : ", ") + Name("a", i) + ": " + Name("b", i);
    return "migrate: [{from: '*', rename: {" + text + "}}]\n";
  }

 private:
  bool reached(std::size_t node) const {
    return std::ranges::any_of(edges, [node](const auto& edge) { return edge.second == node; });
  }
};

Graph AnyGraph() {
  Graph graph;
  graph.asks.resize(*rc::gen::inRange<std::size_t>(1, 7));
  for (std::size_t i = 0; i < graph.asks.size(); ++i) graph.asks[i] = *rc::gen::arbitrary<bool>();
  for (std::size_t to = 1; to < graph.asks.size(); ++to) {
    for (std::size_t from = 0; from < to; ++from)
      if (*rc::gen::inRange(0, 3) == 0) graph.edges.emplace_back(from, to);
  }
  graph.join = *rc::gen::arbitrary<bool>();
  return graph;
}

// Marks and answers by the number in a node's name, so that another prefix changes nothing.
struct Host {
  Host() {
    host.UseStore(store);
    const auto number = [](Call& call) {
      return std::string(call.Text(graph::CallText::kNode).substr(1));
    };
    host.types.Add("test.mark", {.inputs = {}, .outputs = {"log"}}, [number](Call& call) {
      call.Emit(0, number(call));
      return Outcome::kDone;
    });
    host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [number](Call& call) {
      const Value* answer = call.Interrupt(number(call), {});
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
  }

  // Answers one question at a time, to the end; before the `move`-th answer it moves.
  Value Run(const Graph& graph, int move) {
    std::string yaml = graph.Yaml("a");
    RunResult result = host.RunOn("t", yaml, "{}");
    for (int i = 0; result.status == ThreadStatus::kWaiting; ++i) {
      if (i == move) {
        const std::string moved = graph.Yaml("b", graph.Rename());
        const auto record = host.engine().MoveThread(
            "t", graph::MakeMigration(host.types.Compile(yaml), host.types.Compile(moved)));
        RC_ASSERT(record.has_value());
        yaml = moved;
        host.Restart();
      }
      const WaitingQuestion& question = result.questions.front();
      result = host.Resume("t", yaml, {{question.asked.id, "answer " + std::to_string(i)}});
    }
    RC_ASSERT(result.status == ThreadStatus::kDone);
    return result.output;
  }

  testing::MapStore store;
  testing::HostFixture host;
};

// Nodes and their tasks are ordered by name, which the new names keep.
RC_GTEST_PROP(ThreadMove, WithNewNamesEndsAsAnUndisturbedRun, ()) {
  const Graph graph = AnyGraph();
  const Value expected = Host().Run(graph, -1);
  RC_ASSERT(Host().Run(graph, *rc::gen::inRange(0, 3)) == expected);
}

}  // namespace
}  // namespace dashflow::engine
