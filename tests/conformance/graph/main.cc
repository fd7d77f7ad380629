// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/conformance/graph/options.h"
#include "tests/conformance/graph/run/case_run.h"

namespace dashflow::cases {
namespace {

namespace fs = std::filesystem;

struct Tally {
  std::size_t passed = 0;
  std::size_t failed = 0;

  // `expected` = it is known that the answer is another one.
  void Count(const std::string& id, const std::string& problem, bool expected) {
    const bool good = problem.empty() != expected;
    ++(good ? passed : failed);
    if (problem.empty()) {
      std::printf("%s %s%s\n", good ? "ok" : "not ok", id.c_str(),
                  good ? "" : ": passes, though it is listed as a departure");
    } else {
      std::printf("%s %s%s: %s\n", good ? "ok" : "not ok", id.c_str(), good ? " (a departure)" : "",
                  problem.c_str());
    }
    std::fflush(stdout);
  }
};

std::string RunCase(CaseHost& host, const GraphCase& one, const std::string& store) {
  const sdk::testing::TemporaryFolder folder;
  return CaseRun(host, one, store, folder.path()).Run();
}

// 0 = all passed, 1 = some failed, 2 = nothing was run.
int RunFile(const Options& options) {
  const auto cases = LoadGraphCases(options.file);
  if (cases.has_error()) {
    std::fprintf(stderr, "%s: %s\n", options.file.c_str(), cases.error().message().c_str());
    return 2;
  }
  CaseHost host({options.plugins, options.fixture}, options.settings);
  Tally tally;
  for (const GraphCase& one : cases.value()) {
    if (!options.only.empty() && one.id != options.only) continue;
    tally.Count(one.id, RunCase(host, one, options.store), options.departures.contains(one.id));
  }
  if (tally.passed + tally.failed == 0) {
    std::fprintf(stderr, "no case was run\n");
    return 2;
  }
  std::printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
  return tally.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace dashflow::cases

int main(int argc, char** argv) {
  const auto options = dashflow::cases::ReadOptions(argc, argv);
  if (options) return dashflow::cases::RunFile(*options);
  std::fprintf(
      stderr,
      "usage: %s FILE [--store memory|sqlite|file|ADDRESS] [--setting NAME=TEXT]... [--only ID] "
      "[--departures FILE]\n",
      argv[0]);
  return 2;
}
