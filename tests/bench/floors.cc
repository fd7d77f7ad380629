// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/floors.h"

#include <sqlite3.h>
#include <tbb/flow_graph.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <vector>

#include "tests/bench/measure.h"

namespace dashflow::bench {
namespace {

void Raise(std::int64_t& n) { ++n; }

using Function = void (*)(std::int64_t&);

void Execute(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
}

void InsertRow(sqlite3_stmt* insert, int stream, int seq, const std::string& row) {
  sqlite3_bind_int(insert, 1, stream);
  sqlite3_bind_int(insert, 2, seq);
  sqlite3_bind_blob(insert, 3, row.data(), static_cast<int>(row.size()), SQLITE_STATIC);
  if (sqlite3_step(insert) != SQLITE_DONE) std::abort();
  sqlite3_reset(insert);
}

}  // namespace

std::int64_t PlainLoop(std::int64_t start, int calls) {
  static volatile Function function = Raise;
  std::int64_t n = start;
  for (int i = 0; i < calls; ++i) function(n);
  return n;
}

struct TbbChain::Graph {
  using Node = tbb::flow::function_node<std::int64_t, std::int64_t>;
  tbb::flow::graph graph;
  std::vector<std::unique_ptr<Node>> nodes;
  std::int64_t last = 0;
};

TbbChain::TbbChain(int nodes) : graph_(new Graph) {
  for (int i = 0; i < nodes; ++i) {
    const bool is_last = i + 1 == nodes;
    Graph* graph = graph_;
    graph_->nodes.push_back(std::make_unique<Graph::Node>(
        graph_->graph, tbb::flow::unlimited, [graph, is_last](std::int64_t n) noexcept {
          if (is_last) graph->last = n + 1;
          return n + 1;
        }));
    if (i > 0) tbb::flow::make_edge(*graph_->nodes[i - 1], *graph_->nodes[i]);
  }
}

TbbChain::~TbbChain() { delete graph_; }

std::int64_t TbbChain::Run(std::int64_t start) {
  graph_->nodes.front()->try_put(start);
  graph_->graph.wait_for_all();
  return graph_->last;
}

double SqliteRows(const std::string& folder, int rows, int per_commit, int bytes) {
  const std::string path = folder + "/floor.db";
  sqlite3* database = nullptr;
  if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) std::abort();
  Execute(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  Execute(database, "CREATE TABLE log(stream INTEGER, seq INTEGER, bytes BLOB)");
  Execute(database, "CREATE UNIQUE INDEX log_seq ON log(stream, seq)");
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO log VALUES(?,?,?)", -1, &insert, nullptr);
  const std::string row(static_cast<std::size_t>(bytes), 'x');
  const double took = Microseconds([&] {
    for (int i = 0; i < rows; ++i) {
      if (i % per_commit == 0) Execute(database, "BEGIN");
      InsertRow(insert, i % per_commit + 1, i / per_commit + 1, row);
      if (i % per_commit == per_commit - 1 || i + 1 == rows) Execute(database, "COMMIT");
    }
  });
  sqlite3_finalize(insert);
  sqlite3_close(database);
  std::filesystem::remove(path);
  return rows / took * 1e6;
}

}  // namespace dashflow::bench
