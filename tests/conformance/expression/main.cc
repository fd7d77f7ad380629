// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <string>
#include <string_view>

#include "tests/conformance/expression/cel_case.h"

namespace dashflow::expression {
namespace {

struct Tally {
  std::size_t passed = 0;
  std::size_t failed = 0;

  void Count(const CelCase& test, const std::string& problem) {
    ++(problem.empty() ? passed : failed);
    const char* kind = test.optional ? " (optional)" : "";
    if (problem.empty()) {
      std::printf("ok %s%s\n", test.id().c_str(), kind);
    } else {
      std::printf("not ok %s%s: %s: %s\n", test.id().c_str(), kind, test.expr.c_str(),
                  problem.c_str());
    }
  }
};

// 0 = all passed, 1 = some failed, 2 = nothing was run.
int RunFile(const char* file, std::string_view only) {
  std::string problem;
  const auto cases = LoadCelCases(file, problem);
  Tally tally;
  for (const CelCase& test : cases) {
    if (only.empty() || test.id() == only) tally.Count(test, RunCelCase(test));
  }
  if (problem.empty() && tally.passed + tally.failed == 0) problem = "no case was run";
  if (!problem.empty()) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    return 2;
  }
  std::printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
  return tally.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace dashflow::expression

int main(int argc, char** argv) {
  const bool has_only = argc == 4 && std::string_view(argv[2]) == "--only";
  if (argc != 2 && !has_only) {
    std::fprintf(stderr, "usage: %s FILE [--only SUITE/SECTION/NAME]\n", argv[0]);
    return 2;
  }
  return dashflow::expression::RunFile(argv[1], has_only ? argv[3] : "");
}
