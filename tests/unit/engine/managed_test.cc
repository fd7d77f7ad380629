// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/engine/host_fixture.h"

namespace dashflow::engine {
namespace {

using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

constexpr const char* kLoop = R"(
dashflow: 1
name: loop
state: {log: {reduce: append}}
nodes: {a: {type: test.see, in: {left: remaining_steps}}}
edges:
  - START -> a
  - {from: a, to: a, when: "!is_last_step && remaining_steps > 2"}
)";

TEST(Managed, StepsAreCountedDownToTheLimit) {
  HostFixture host;
  host.types.Add("test.see", {.inputs = {"left"}, .outputs = {"log"}}, [](Call& call) {
    call.Emit(0, call.facts().inputs[0]);
    return Outcome::kDone;
  });
  const RunResult result = host.Run(kLoop, "{}", {.max_steps = 5});
  EXPECT_EQ(result.output, Json(R"({"log":[4,3,2]})"));
}

TEST(Managed, OpenNodesReadThem) {
  HostFixture host;
  host.types.Add("test.see", {.inputs = {"left"}, .outputs = {"log"}, .open = true},
                 [](Call& call) {
                   for (const char* name : {"remaining_steps", "is_last_step"}) {
                     const auto value = call.Read(name);
                     if (value.has_error()) return Outcome::kFailed;
                     call.Emit(0, *value.value());
                   }
                   return Outcome::kDone;
                 });
  const RunResult result = host.Run(kLoop, "{}", {.max_steps = 2});
  EXPECT_EQ(result.output, Json(R"({"log":[1,true]})"));
}

}  // namespace
}  // namespace dashflow::engine
