// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "tests/unit/expression/cel_case.h"

namespace dashflow::expression {
namespace {

namespace fs = std::filesystem;

fs::path CasesFile() {
  const char* set = std::getenv("DASHFLOW_CASES");
  const fs::path folder =
      set != nullptr ? fs::path(set) : fs::path(DASHFLOW_SOURCE_DIR) / "../shared/cases";
  return folder / "cel_cases.json";
}

// Sections with cases that ask for what README.md lists as missing.
const std::set<std::string> kNotYet = {"string/matches", "math_ext", "string_ext", "timestamps",
                                       "conversions/identity"};

bool IsSupported(const CelCase& test) {
  return !kNotYet.contains(test.suite) && !kNotYet.contains(test.suite + "/" + test.section);
}

// The conformance suite of CEL is not ours to copy: it is read from where it lies.
TEST(CelCases, AllOfTheSupportedSectionsPass) {
  if (!fs::exists(CasesFile())) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << CasesFile() << " is missing";
    GTEST_SKIP() << CasesFile() << " is not here: only our own cases run";
  }
  std::string problem;
  const auto cases = LoadCelCases(CasesFile(), problem);
  ASSERT_EQ(problem, "");
  int num_run = 0;
  int num_passed_beyond = 0;
  for (const CelCase& test : cases) {
    const std::string outcome = RunCelCase(test);
    num_passed_beyond += !IsSupported(test) && outcome.empty() ? 1 : 0;
    if (!IsSupported(test)) continue;
    ++num_run;
    EXPECT_EQ(outcome, "") << test.suite << "/" << test.section << "/" << test.name << ": "
                           << test.expr;
  }
  RecordProperty("supported", num_run);
  RecordProperty("beyond", num_passed_beyond);
  std::printf("%d supported, %zu in all\n", num_run, cases.size());
  EXPECT_GE(num_run, 400);
}

}  // namespace
}  // namespace dashflow::expression
