// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "host/executor/executor.h"

namespace dashflow::executor {

// Included by the .cc files of this folder only: the one place that knows TBB.

// Whether the calling thread runs a body of some TbbGraph in `arena`.
bool RunsInside(const tbb::task_arena& arena);

// A flow graph with one unlimited function_node a lane. Lanes are built when their first token
// comes, so that a workflow of 1,000 nodes opens at once. A body that is not noexcept would cancel
// the whole graph: Body cannot be.
class TbbGraph {
 public:
  // `arena` outlives the graph.
  TbbGraph(tbb::task_arena& arena, std::uint32_t nodes, Body task, Body step);
  // Drains it first.
  ~TbbGraph();
  TbbGraph(const TbbGraph&) = delete;
  TbbGraph& operator=(const TbbGraph&) = delete;

  void PutTask(std::uint32_t node, Token token);  // [any-thread]
  void PutStep(Token token);                      // [any-thread]
  // Waits for all tokens. REQUIRES: not on a thread that runs one of its bodies.
  void Drain() { graph_->wait_for_all(); }

 private:
  using Lane = tbb::flow::function_node<Token>;

  Lane& TaskLane(std::uint32_t node);
  Lane& AddLane(Body body);
  void Put(Lane& lane, Token token);

  tbb::task_arena& arena_;
  const Body task_;
  std::unique_ptr<tbb::flow::graph> graph_;
  std::mutex adding_;
  std::deque<Lane> lanes_;  // never moves them
  std::vector<std::atomic<Lane*>> by_node_;
  Lane& step_;
};

}  // namespace dashflow::executor
