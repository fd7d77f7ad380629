// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/peers.h"
#include "tests/bench/store/durable.h"
#include "tests/bench/store/servers.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

constexpr const char* kPeer = "langgraph-py";
constexpr int kPasses = 1;  // after one that warms up

// As many as in durable.py.
int StepsOf(int runs) { return runs == 1 ? 300 : 5; }

Figure Beside(const std::string& work, const std::function<double()>& ours) {
  return Compare(
      "peer_" + work, "durable supersteps/s", Better::kMore, ours,
      [&] { return PeerFigure(kPeer, work); }, kPasses);
}

Figure Sqlite(int runs) {
  return Beside("sqlite_" + std::to_string(runs), [runs] {
    const sdk::testing::TemporaryFolder folder;
    return DurableSupersteps("sqlite:" + folder.path() + "/state.db", runs, StepsOf(runs));
  });
}

Figure Postgresql(const Server& server, int runs) {
  const std::string work = server.name + "_" + std::to_string(runs);
  return Beside(work, [&] {
    double rate = 0;
    server.with("peer_" + work, [&](const std::string& address) {
      rate = DurableSupersteps(address, runs, StepsOf(runs));
    });
    return rate;
  });
}

Figure AppendBytes() {
  constexpr int kMessages = 1000;
  return Compare(
      "peer_append_bytes", "bytes", Better::kLess, [] { return BytesOfMessages(kMessages); },
      [] { return PeerFigure(kPeer, "append_bytes"); }, kPasses);
}

}  // namespace

std::vector<Case> StorePeerCases() {
  std::vector<Case> cases = {{"peer_sqlite_1", [] { return Sqlite(1); }},
                             {"peer_sqlite_1000", [] { return Sqlite(1000); }},
                             {"peer_append_bytes", AppendBytes}};
  for (const Server& server : Servers()) {
    if (server.name != "postgresql") continue;
    for (const int runs : {1, 1000})
      cases.push_back(
          {"peer_postgresql_" + std::to_string(runs), [=] { return Postgresql(server, runs); }});
  }
  return cases;
}

}  // namespace dashflow::bench
