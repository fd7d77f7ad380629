// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/edge/cases.h"

namespace dashflow::edge {
namespace {

using graph::Call;
using graph::Outcome;

// A thread that waits at a node of one version, and what becomes of it with another installed.
struct VersionCase {
  const char* name;
  const char* then;
  const char* now;
  const char* migrates_from;
  bool goes_on;
};

constexpr VersionCase kVersions[] = {
    {"same", "1.2.3", "1.2.3", "", true},
    {"patch", "1.2.3", "1.2.4", "", true},
    {"minor_back", "1.9.0", "1.0.0", "", true},
    {"major", "1.9.9", "2.0.0", "", false},
    {"major_back", "2.0.0", "1.9.9", "", false},
    {"of_more_digits", "1.0.0", "10.0.0", "", false},
    {"zero", "0.1.0", "0.9.0", "", true},
    {"from_zero", "0.9.0", "1.0.0", "", false},
    {"before_the_release", "2.0.0-rc.1", "2.0.0", "", true},
    {"of_another_build", "2.0.0+a1", "2.0.0+b2", "", true},
    {"migrates_from_the_first", "1.4.0", "2.0.0", ">= 1.4, < 2", true},
    {"migrates_not_from_older", "1.3.9", "2.0.0", ">= 1.4, < 2", false},
    {"migrates_from_one_only", "1.4.0", "3.0.0", "1.4.0", true},
    {"migrates_over_two_majors", "1.4.0", "3.0.0", ">= 2, < 3", false},
    {"says_nothing_of_its_own_major", "2.0.0", "2.5.0", "1.0.0", true},
    {"was_of_no_version", "", "2.0.0", "", true},
    {"is_of_no_version", "1.0.0", "", "", true},
};

class Versions : public ::testing::TestWithParam<VersionCase> {
 protected:
  void Install(const char* version, const char* migrates_from) {
    testing::TypeShape shape;
    shape.outputs = {"log"};
    shape.version = version;
    shape.migrates_from = migrates_from;
    edge.host.types.Add("test.ask", shape, [](Call& call) {
      const Value* answer = call.Interrupt("what?", {});
      if (answer == nullptr) return Outcome::kInterrupted;
      return call.Emit(0, *answer), Outcome::kDone;
    });
  }
  std::string Go(engine::RunRequest request) {
    const EdgeCase each = {
        "one", "log: {reduce: append}", "a: {type: test.ask}", "START -> a", "{}", ""};
    request.thread = "t";
    return EdgeHost::EndingOf(edge.host.Try(EdgeHost::Yaml(each), std::move(request)));
  }

  EdgeHost edge;
};

TEST_P(Versions, UnderAWaitingThread) {
  Install(GetParam().then, "");
  engine::RunRequest begin;
  begin.input = Value::EmptyObject();
  ASSERT_EQ(Go(std::move(begin)), R"(waiting {"log":[]})");
  edge.host.Restart();
  Install(GetParam().now, GetParam().migrates_from);
  engine::RunRequest answer;
  answer.answers.push_back({"", 1});
  EXPECT_EQ(Go(std::move(answer)),
            GetParam().goes_on ? R"(done {"log":[1]})" : "refused node_type_changed");
}

std::string NameOfVersions(const ::testing::TestParamInfo<VersionCase>& each) {
  return each.param.name;
}

INSTANTIATE_TEST_SUITE_P(Types, Versions, ::testing::ValuesIn(kVersions), NameOfVersions);

}  // namespace
}  // namespace dashflow::edge
