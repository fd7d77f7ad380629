// SPDX-License-Identifier: Apache-2.0
#include "host/executor/tbb_graph.h"

#include <exception>

namespace dashflow::executor {
namespace {

thread_local const tbb::task_arena* inside = nullptr;

// A body may help with other bodies while it waits in nested parallelism, so marks nest.
class InsideMark {
 public:
  explicit InsideMark(const tbb::task_arena& arena) : before_(inside) { inside = &arena; }
  ~InsideMark() { inside = before_; }
  InsideMark(const InsideMark&) = delete;
  InsideMark& operator=(const InsideMark&) = delete;

 private:
  const tbb::task_arena* before_;
};

// An unlimited node refuses a token only when its graph is cancelled, which nothing here does. A
// token that vanished would be a run that never ends.
void PutOrDie(tbb::flow::function_node<Token>& lane, Token token) {
  if (!lane.try_put(token)) std::terminate();
}

}  // namespace

bool RunsInside(const tbb::task_arena& arena) { return inside == &arena; }

// A graph belongs to the arena in which it is constructed.
TbbGraph::TbbGraph(tbb::task_arena& arena, std::uint32_t nodes, Body task, Body step)
    : arena_(arena),
      task_(task),
      graph_(arena.execute([] { return std::make_unique<tbb::flow::graph>(); })),
      by_node_(nodes),
      step_(AddLane(step)) {}

TbbGraph::~TbbGraph() { Drain(); }

void TbbGraph::PutTask(std::uint32_t node, Token token) { Put(TaskLane(node), token); }

void TbbGraph::PutStep(Token token) { Put(step_, token); }

TbbGraph::Lane& TbbGraph::TaskLane(std::uint32_t node) {
  std::atomic<Lane*>& entry = by_node_[node];
  if (Lane* lane = entry.load(std::memory_order_acquire)) return *lane;
  const std::lock_guard lock(adding_);
  if (Lane* lane = entry.load(std::memory_order_relaxed)) return *lane;
  Lane& lane = AddLane(task_);
  entry.store(&lane, std::memory_order_release);
  return lane;
}

TbbGraph::Lane& TbbGraph::AddLane(Body body) {
  return lanes_.emplace_back(*graph_, tbb::flow::unlimited,
                             [this, body](const Token& token) noexcept {
                               const InsideMark mark(arena_);
                               body(token);
                               return tbb::flow::continue_msg{};
                             });
}

// From a foreign thread try_put would only spawn: TBB promises no thread to such a task unless
// somebody waits for the graph. An enqueued one always gets a worker, and never makes the sender
// wait for a slot as execute() does.
void TbbGraph::Put(Lane& lane, Token token) {
  if (RunsInside(arena_)) return PutOrDie(lane, token);
  graph_->reserve_wait();
  arena_.enqueue([this, &lane, token] {
    PutOrDie(lane, token);
    graph_->release_wait();
  });
}

}  // namespace dashflow::executor
