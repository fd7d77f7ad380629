// SPDX-License-Identifier: Apache-2.0
#include "host/expression/explain.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/expression/names_and_values.h"

namespace dashflow::expression {
namespace {

NamesAndValues State() {
  return {{"problems", R"([{"path":"a"}])", {}}, {"approved", "false", {}}, {"n", "7", {}}};
}

// A line a part: two spaces a level, text, value.
std::string Table(std::string_view source) {
  NamesAndValues state = State();
  const auto parts = Explain(source, state.scope(), state);
  if (parts.has_error()) return parts.error().code();
  std::string table;
  for (const ExplainedPart& part : *parts) {
    table += std::string(2 * std::size_t{part.depth}, ' ') + part.text +
             (part.failed ? " fails: " : " = ") + part.value + "\n";
  }
  return table;
}

TEST(Explain, ShowsEachPartBelowTheWhole) {
  EXPECT_EQ(Table("size(problems) > 0 && !approved"),
            "size(problems) > 0 && !approved = true\n"
            "  size(problems) > 0 = true\n"
            "    size(problems) = 1\n"
            "      problems = [{\"path\":\"a\"}]\n"
            "  !approved = true\n"
            "    approved = false\n");
}

TEST(Explain, ShowsPartsThatTheWholeDidNotNeed) {
  EXPECT_EQ(Table("approved && n / 0 > 1"),
            "approved && n / 0 > 1 = false\n"
            "  approved = false\n"
            "  n / 0 > 1 fails: division by zero\n"
            "    n / 0 fails: division by zero\n"
            "      n = 7\n");
}

TEST(Explain, TakesADottedNameAsOnePart) { EXPECT_EQ(Table("state.n"), "state.n = 7\n"); }

TEST(Explain, LeavesNameSpacesAndRoundsOfMacrosOut) {
  EXPECT_EQ(Table("math.greatest(n, 9)"), "math.greatest(n, 9) = 9\n  n = 7\n");
  EXPECT_EQ(Table("problems.exists(p, p.path == 'b')"),
            "problems.exists(p, p.path == 'b') = false\n"
            "  problems = [{\"path\":\"a\"}]\n");
}

TEST(Explain, ShowsWhatIsNoValueOfAWorkflow) {
  EXPECT_EQ(Table("int(timestamp(60))"),
            "int(timestamp(60)) = 60\n  timestamp(60) = timestamp(\"1970-01-01T00:01:00Z\")\n");
}

TEST(Explain, StopsBeforeNobodyReadsOn) {
  std::string source = "n";
  for (int i = 0; i < 120; ++i) source += " + n";
  NamesAndValues state = State();
  EXPECT_EQ(Explain(source, state.scope(), state)->size(), kMostExplained);
}

TEST(Explain, RefusesWhatDoesNotCompile) {
  EXPECT_EQ(Table("size("), "expression_syntax");
  EXPECT_EQ(Table("missing"), "unknown_name");
}

}  // namespace
}  // namespace dashflow::expression
