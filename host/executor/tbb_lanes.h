// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "host/executor/blocking_pool.h"
#include "host/executor/tbb_graph.h"

namespace dashflow::executor {

// Included by the .cc files of this folder only.
class TbbLanes final : public Lanes {
 public:
  // All three outlive the lanes; `pool` ends the graph when a body of it drops the lanes.
  TbbLanes(tbb::task_arena& arena, BlockingPool& pool, std::unique_ptr<TbbGraph> graph)
      : arena_(arena), pool_(pool), graph_(std::move(graph)) {}
  ~TbbLanes() override;
  TbbLanes(const TbbLanes&) = delete;
  TbbLanes& operator=(const TbbLanes&) = delete;

  void SendTask(std::uint32_t node, Token token) override { graph_->PutTask(node, token); }
  void SendStep(Token token) override { graph_->PutStep(token); }
  void Drain() override { graph_->Drain(); }

 private:
  tbb::task_arena& arena_;
  BlockingPool& pool_;
  std::unique_ptr<TbbGraph> graph_;
};

}  // namespace dashflow::executor
