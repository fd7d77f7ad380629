// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "host/event/stream.h"
#include "tests/conformance/graph/compare.h"
#include "tests/conformance/graph/run/output_watch.h"

namespace dashflow::cases {

// One start of a node: the tasks of a superstep begin in any order, but count in their own.
struct NodeStart {
  std::size_t run = 0;
  std::int64_t step = 0;
  std::int64_t send = -1;  // which one it is of; INT64_MAX = none
  Value input;
};

// What the fixture told of its nodes, in the whole case.
struct Starts {
  void Add(const std::string& node, NodeStart start);

  std::size_t runs = 0;  // so far
  std::map<std::string, std::vector<NodeStart>, std::less<>> nodes;
};

// Takes the events of one run: those of the fixture go to `starts`, the others to the stream.
class Recorder final : public event::Sink {
 public:
  // `root` = the state is one value; `order` = the nodes in the order of their definition;
  // `output` = the keys of the result, null for all.
  Recorder(Starts& starts, const std::vector<std::string>& modes, bool tells_mode, bool root,
           bool subgraphs, std::vector<std::string> order, Value output);

  bool Wants(event::Type type) const override;
  bool WantsDetails() const override;
  bool Take(const event::Event& event) override;

  const std::vector<Chunk>& chunks() const { return chunks_; }
  // What a run of the reference results in: the last state that counts; null when none does.
  const Value& last_values() const { return last_values_; }
  // Supersteps of the run itself that have begun.
  int steps() const { return steps_.load(); }

 private:
  void Keep(const event::StreamChunk& chunk, bool tells_mode);

  Starts& starts_;
  const bool root_;
  const bool subgraphs_;
  const std::vector<std::string> order_;
  OutputWatch watch_;
  std::vector<Chunk> chunks_;
  Value last_values_;
  std::atomic<int> steps_{0};
  event::StreamView view_;
};

}  // namespace dashflow::cases
