// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/engine/host_fixture.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

class FurtherWrites : public ::testing::TestWithParam<ExecClass> {
 protected:
  FurtherWrites() {
    host.types.Add("test.pair", {.inputs = {}, .outputs = {"n", "hidden"}, .exec = GetParam()},
                   [](Call& call) {
                     call.Emit(0, 1);
                     call.Emit(1, 20);
                     return Outcome::kDone;
                   });
  }

  RunResult Run(const std::string& set, const std::string& input = "{}",
                const std::string& edges = "START -> a") {
    return host.Run(R"(
dashflow: 1
name: set
state:
  n: {type: integer, default: 0}
  m: {type: integer, default: 5}
  log: {reduce: append}
nodes:
  a: {type: test.pair, set: )" +
                        set +
                        R"(}
  b: {type: test.pair, out: {n: m}}
edges: [)" + edges + "]\n",
                    input);
  }

  HostFixture host;
};

INSTANTIATE_TEST_SUITE_P(Classes, FurtherWrites,
                         ::testing::Values(ExecClass::kInline, ExecClass::kCompute,
                                           ExecClass::kBlocking));

TEST_P(FurtherWrites, AreAConstantAChannelOrAnExpression) {
  EXPECT_EQ(Run("{log: {value: x}}").output, Json(R"({"n":1,"m":5,"log":["x"]})"));
  EXPECT_EQ(Run("{log: m}").output, Json(R"({"n":1,"m":5,"log":[5]})"));
  EXPECT_EQ(Run("{log: {cel: m + 2}}").output, Json(R"({"n":1,"m":5,"log":[7]})"));
}

TEST_P(FurtherWrites, ReadWhatThePortsGaveAlsoWhereNoChannelTakesIt) {
  EXPECT_EQ(Run("{m: {cel: out.hidden + out.n}}").output, Json(R"({"n":1,"m":21,"log":[]})"));
}

TEST_P(FurtherWrites, SeeTheNodesOwnWritesAndNotItsSiblings) {
  EXPECT_EQ(Run("{log: {cel: '[n, m]'}}", "{}", "START -> a & b").output,
            Json(R"({"n":1,"m":1,"log":[[1,5]]})"));
}

TEST_P(FurtherWrites, ReplaceInsteadOfReducing) {
  EXPECT_EQ(Run("{log: {value: [y], overwrite: true}}", R"({"log":"x"})").output,
            Json(R"({"n":1,"m":5,"log":["y"]})"));
}

TEST_P(FurtherWrites, FailTheTaskWhenTheyCannotBeComputedOrDoNotFit) {
  const RunResult divided = Run("{log: {cel: out.n / 0}}");
  EXPECT_EQ(divided.status, ThreadStatus::kFailed);
  EXPECT_EQ(divided.error->place().node, "a");
  EXPECT_EQ(divided.output, Json(R"({"n":0,"m":5,"log":[]})"));
  EXPECT_EQ(Run("{m: {cel: string(out.n)}}").error->code(), "channel_type");
}

}  // namespace
}  // namespace dashflow::engine
