// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace dashflow::bench {

// The least that the work can cost, written by hand.

// A loop over function pointers: `calls` times an integer is read, raised and written.
std::int64_t PlainLoop(std::int64_t start, int calls);

// The same on raw oneTBB: a graph of `nodes` function_nodes through which one message goes.
class TbbChain {
 public:
  explicit TbbChain(int nodes);
  ~TbbChain();
  std::int64_t Run(std::int64_t start);

 private:
  struct Graph;
  Graph* graph_;
};

// SQLite in C: rows of `bytes` bytes, `per_commit` in each transaction, WAL and FULL. Returns rows
// a second.
double SqliteRows(const std::string& folder, int rows, int per_commit, int bytes);

}  // namespace dashflow::bench
