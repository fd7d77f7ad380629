// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "tests/bench/figures.h"
#include "tests/bench/store/durable.h"
#include "tests/bench/store/servers.h"

namespace dashflow::bench {
namespace {

Figure Durable(const Server& server, int runs, int steps) {
  const std::string name = server.name + "_" + std::to_string(runs);
  int pass = 0;
  const auto ours = [&] {
    double rate = 0;
    server.with("bench_" + name + "_" + std::to_string(++pass), [&](const std::string& address) {
      rate = DurableSupersteps(address, runs, steps);
    });
    return rate;
  };
  const auto floor = [&, bytes = EntryBytes()] { return server.floor(runs * steps, runs, bytes); };
  return Compare(name, "durable supersteps/s", Better::kMore, ours, floor, 5);
}

void Add(const Server& server, std::vector<Case>& cases) {
  const std::pair<int, int> sizes[] = {{1, 500}, {16, 200}, {100, 100}, {1000, 20}};
  for (const auto& [runs, steps] : sizes)
    cases.push_back(
        {server.name + "_" + std::to_string(runs),
         [=, runs = runs, steps = LessOf(steps, 2)] { return Durable(server, runs, steps); }});
}

}  // namespace

std::vector<Case> ServerCases() {
  std::vector<Case> cases;
  for (const Server& server : Servers()) Add(server, cases);
  return cases;
}

}  // namespace dashflow::bench
