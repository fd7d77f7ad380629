// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <string>

#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/floors.h"
#include "tests/bench/serve/load.h"
#include "tests/bench/serve/served_host.h"
#include "tests/bench/store/durable.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

constexpr int kLongMs = 60'000;

ServedHost::Options HostIn(const std::string& folder) {
  return {.workflow = PausesOf(1, kLongMs), .is_durable = true, .folder = folder};
}

// A host with as many runs in the middle of a node is killed.
void Interrupt(const std::string& folder, int runs) {
  ServedHost host(HostIn(folder));
  Drive(host.port(), {.target = "/runs", .body = R"({"assistant_id":"flow","input":{"n":0}})"}, 16,
        runs);
  Client client(host.port());
  const Ask count{.target = "/threads/count", .body = R"({"status":"busy"})"};
  while (std::stoi(client.Get(count)) < runs) ::usleep(50'000);
  host.Kill();
}

// From the start of the process until the last run goes on.
double RecoverySeconds(int runs) {
  const sdk::testing::TemporaryFolder folder;
  Interrupt(folder.path(), runs);
  ServedHost host(HostIn(folder.path()));
  host.AwaitSaid(R"("recovery":"continued")", runs);
  const double seconds = host.SecondsSinceStart();
  host.Kill();
  return seconds;
}

// One durable row for each.
double FloorSeconds(int runs) {
  const sdk::testing::TemporaryFolder folder;
  return runs / SqliteRows(folder.path(), runs, LessOf(16, 1), EntryBytes());
}

Figure Recovery() {
  const int runs = LessOf(1000, 4);
  return Compare(
      "recovery_1000", "s", Better::kLess, [=] { return RecoverySeconds(runs); },
      [=] { return FloorSeconds(runs); }, 1);
}

}  // namespace

std::vector<Case> RecoveryCases() { return {{"recovery_1000", Recovery}}; }

}  // namespace dashflow::bench
