// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/graph/fake_types.h"
#include "tests/unit/graph/whole_language.h"

namespace dashflow::graph {
namespace {

constexpr std::string_view kPlaces = "21:5 'isolation'\n";

std::string PlacesOf(const std::vector<Error>& errors) {
  std::string text;
  for (const Error& error : errors) {
    if (error.code() != "not_supported_yet") continue;
    text += std::to_string(error.place().line) + ":" + std::to_string(error.place().column) + " " +
            error.message().substr(0, error.message().find(" is not supported yet")) + "\n";
  }
  return text;
}

TEST(Language, IsAcceptedAsAWholeByWhoOnlyLooks) {
  const Compiled compiled(kAhead, {}, true);
  EXPECT_TRUE(compiled.ok()) << compiled.ErrorText();
  EXPECT_EQ(PlacesOf(compiled.warnings()), kPlaces);
}

TEST(Language, IsKeptFromRunningWhereThisHostIsBehind) {
  const Compiled compiled(kAhead);
  EXPECT_FALSE(compiled.ok());
  EXPECT_EQ(PlacesOf(compiled.errors()), kPlaces);
  EXPECT_EQ(compiled.errors().size(), 1U) << compiled.ErrorText();
  EXPECT_EQ(compiled.errors().front().place().file, "flow.yaml");
}

}  // namespace
}  // namespace dashflow::graph
