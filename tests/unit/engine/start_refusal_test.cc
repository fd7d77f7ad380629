// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/recording_sink.h"

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

// The thread knows nothing of it, so that the next run has its numbers.
TEST(StartRefusal, ARunWhoseFirstCommitIsRefusedTellsItsEndWithoutANumber) {
  HostFixture host;
  testing::MapStore store;
  host.UseStore(store);
  host.types.Add("test.a", {.inputs = {}, .outputs = {}}, [](Call&) { return Outcome::kDone; });
  testing::RecordingSink sink;
  std::vector<std::int64_t> numbers;
  for (int n = 0; n < 5; ++n) {
    const auto answer =
        n % 2 == 0 ? checkpoint::StoreCode::kUnavailable : checkpoint::StoreCode::kOk;
    store.before = [answer](const checkpoint::Batch& batch) {
      const bool appends = std::any_of(batch.ops, batch.ops + batch.op_count, [](const auto& op) {
        return op.kind == checkpoint::OpKind::kAppend;
      });
      return appends ? answer : checkpoint::StoreCode::kOk;
    };
    host.RunOn("t", kFlow, "{}", {.sink = &sink});
  }
  std::size_t ends = 0;
  for (const Value& event : sink.events()) {
    ends += event.Find("event")->as_text() == "run.finished" ? 1 : 0;
    numbers.push_back(event.Find("seq")->as_int());
  }
  EXPECT_EQ(ends, 5U);
  EXPECT_EQ(std::ranges::count(numbers, 0), 3);
  std::erase(numbers, 0);
  EXPECT_EQ(std::ranges::adjacent_find(numbers, std::ranges::greater_equal()), numbers.end());
}

}  // namespace
}  // namespace dashflow::engine
