// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/conformance/expression/cel_case.h"

namespace dashflow::expression {
namespace {

namespace fs = std::filesystem;

fs::path CasesFile() {
  const char* set = std::getenv("DASHFLOW_CASES");
  const fs::path folder =
      set != nullptr ? fs::path(set) : fs::path(DASHFLOW_SOURCE_DIR) / "../shared/cases";
  return folder / "cel_cases.json";
}

// The conformance suite of CEL is not ours to copy: it is read from where it lies.
TEST(CelCases, AllPass) {
  if (!fs::exists(CasesFile())) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << CasesFile() << " is missing";
    GTEST_SKIP() << CasesFile() << " is not here: only our own cases run";
  }
  std::string problem;
  const auto cases = LoadCelCases(CasesFile(), problem);
  ASSERT_EQ(problem, "");
  for (const CelCase& test : cases) {
    EXPECT_EQ(RunCelCase(test), "") << test.id() << ": " << test.expr;
  }
  EXPECT_GE(cases.size(), 600U);
}

}  // namespace
}  // namespace dashflow::expression
