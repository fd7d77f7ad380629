// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/engine/host_fixture.h"

namespace dashflow::engine {
namespace {

using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

constexpr const char* kFlow = R"(
dashflow: 1
name: root
state: {items: {type: array, reduce: concat}}
root: items
nodes: {a: {type: test.add}}
edges: [START -> a]
)";

class Root : public ::testing::Test {
 protected:
  Root() {
    host.types.Add("test.add", {.inputs = {}, .outputs = {"items"}}, [](Call& call) {
      call.Emit(0, Json("[2]"));
      return Outcome::kDone;
    });
  }
  HostFixture host;
};

TEST_F(Root, InputAndOutputAreTheBareValue) {
  EXPECT_EQ(host.Run(kFlow, "[1]").output, Json("[1,2]"));
}

TEST_F(Root, AnInputThatDoesNotFitTheChannelIsRefused) {
  RunRequest request;
  request.input = Json(R"({"items": [1]})");
  const auto refused = host.Try(kFlow, request);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "input_type");
}

}  // namespace
}  // namespace dashflow::engine
