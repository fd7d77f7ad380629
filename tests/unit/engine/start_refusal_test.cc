// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

constexpr const char* kFlow = R"(
dashflow: 1
name: one
state: {n: {type: integer, default: 0}}
nodes: {a: {type: test.a}}
edges: [START -> a]
)";

TEST(StartRefusal, AThreadIsContinuedFromAStoreOnly) {
  HostFixture host;
  host.types.Add("test.a", {.inputs = {}, .outputs = {}}, [](Call&) { return Outcome::kDone; });
  RunRequest request;
  request.thread = "t";
  request.answers = {{"", true}};
  const auto refused = host.Try(kFlow, request);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "store_required");
}

TEST(StartRefusal, ARunNeedsAnInputOrAStateToGoOnFrom) {
  HostFixture host;
  testing::MapStore store;
  host.types.Add("test.a", {.inputs = {}, .outputs = {}}, [](Call&) { return Outcome::kDone; });
  RunRequest request;
  request.thread = "t";
  EXPECT_EQ(host.Try(kFlow, request).error().code(), "empty_input");
  host.UseStore(store);
  const auto refused = host.Try(kFlow, request);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "empty_input");
  EXPECT_EQ(refused.error().resource(), "t");
}

TEST(StartRefusal, ALimitBelowOneIsRefused) {
  HostFixture host;
  host.types.Add("test.a", {.inputs = {}, .outputs = {}}, [](Call&) { return Outcome::kDone; });
  for (const std::int64_t limit : {0, -1}) {
    RunRequest request;
    request.input = Json("{}");
    request.options.max_steps = limit;
    const auto refused = host.Try(kFlow, request);
    ASSERT_TRUE(refused.has_error());
    EXPECT_EQ(refused.error().code(), "invalid_argument");
  }
}

TEST(StartRefusal, WhatIsNoInputIsRefusedUnlessUnknownWritesAreIgnored) {
  HostFixture host;
  host.types.Add("test.a", {.inputs = {}, .outputs = {}}, [](Call&) { return Outcome::kDone; });
  RunRequest request;
  request.input = Json(R"({"n": 1, "m": 2})");
  EXPECT_EQ(host.Try(kFlow, request).error().code(), "input_unknown");
  const auto taken = host.Try(std::string(kFlow) + "unknown_writes: ignore\n", request);
  ASSERT_TRUE(taken.has_value());
  EXPECT_EQ(taken->output, Json(R"({"n": 1})"));
}

TEST(StartRefusal, AThreadHasOneRunAtATime) {
  HostFixture host;
  std::string code;
  host.types.Add("test.a", {.inputs = {}, .outputs = {}}, [&](Call&) {
    RunRequest again;
    again.thread = "t";
    again.input = Json("{}");
    const auto refused = host.Try(kFlow, again);
    code = refused.has_error() ? refused.error().code() : "it started";
    return Outcome::kDone;
  });
  host.RunOn("t", kFlow, "{}");
  EXPECT_EQ(code, "thread_busy");
}

TEST(StartRefusal, ANodeTypeThatIsNotOpenReadsNoChannels) {
  HostFixture host;
  host.types.Add("test.a", {.inputs = {}, .outputs = {}}, [](Call& call) {
    const auto read = call.Read("n");
    if (read.has_error()) call.Fail(read.error());
    return read.has_value() ? Outcome::kDone : Outcome::kFailed;
  });
  const RunResult result = host.Run(kFlow, "{}");
  ASSERT_TRUE(result.error);
  EXPECT_EQ(result.error->code(), "unsupported_call");
}

}  // namespace
}  // namespace dashflow::engine
