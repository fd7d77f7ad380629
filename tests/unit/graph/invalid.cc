// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/invalid.h"

#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

std::string Yaml(const InvalidCase& change) {
  std::string yaml(kBase);
  if (change.part.empty()) return yaml.append(change.replacement);
  const std::size_t at = yaml.find(change.part);
  EXPECT_NE(at, std::string::npos) << change.part;
  return yaml.replace(at, change.part.size(), change.replacement);
}

}  // namespace

void ExpectInvalid(const InvalidCase& expected, Aim aim) {
  const Compiled compiled(Yaml(expected), {}, aim == Aim::kCheck);
  EXPECT_FALSE(compiled.ok());
  EXPECT_EQ(compiled.ErrorText(), expected.errors);
  for (const Error& error : compiled.errors()) {
    EXPECT_EQ(error.place().file, "flow.yaml");
    EXPECT_FALSE(error.operation().empty()) << error.message();
    EXPECT_FALSE(error.resource().empty()) << error.message();
  }
}

TEST_P(Invalid, NamesPlaceMistakeAndFix) { ExpectInvalid(GetParam(), Aim::kRun); }
TEST_P(InvalidToCheck, NamesPlaceMistakeAndFix) { ExpectInvalid(GetParam(), Aim::kCheck); }

std::string NameOfCase(const testing::TestParamInfo<InvalidCase>& info) {
  return std::string(info.param.name);
}

}  // namespace dashflow::graph
