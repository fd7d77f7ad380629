// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/checkpoint/loader.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using testing::HostFixture;
using testing::Json;

Value Nested(int depth) {
  Value value(1);
  for (int i = 0; i < depth; ++i) value = Value::EmptyArray().Append(value);
  return value;
}

// Whatever a run takes in must come back out of its store: a value nested too deep to be read is
// refused before it is stored.
class Depth : public ::testing::Test {
 protected:
  Depth() { host.UseStore(store); }

  std::string Workflow(const std::string& channel) {
    return "dashflow: 1\nname: depth\nstate: {x: " + channel +
           "}\nnodes: {a: {type: test.a}}\nedges: [START -> a]\n";
  }
  // The code of the run's error, or "readable".
  std::string CodeOf(const std::string& channel, const Value& written) {
    host.types.Add("test.a", {.inputs = {}, .outputs = {"x"}}, [written](Call& call) {
      call.Emit(0, written);
      return graph::Outcome::kDone;
    });
    const std::string thread = "t" + std::to_string(++threads);
    const RunResult result = host.RunOn(thread, Workflow(channel), "{}");
    EXPECT_TRUE(Readable(thread));
    return result.error ? result.error->code() : "readable";
  }
  bool Readable(const std::string& thread) {
    const auto record = checkpoint::Directory(store).Get(thread).value();
    return checkpoint::Loader(store).LoadHead(record.stream).has_value();
  }

  testing::MapStore store;
  HostFixture host;
  int threads = 0;
};

TEST_F(Depth, OfAWriteEndsAtTheLimit) {
  EXPECT_EQ(CodeOf("{}", Nested(kMaxDepth)), "readable");
  EXPECT_EQ(CodeOf("{}", Nested(kMaxDepth + 1)), "value_too_deep");
  EXPECT_EQ(CodeOf("{keep: latest}", Nested(kMaxDepth + 1)), "value_too_deep");
}

TEST_F(Depth, OfAListEndsAtTheLimit) {
  EXPECT_EQ(CodeOf("{reduce: append}", Nested(kMaxDepth - 1)), "readable");
  EXPECT_NE(CodeOf("{reduce: append}", Nested(kMaxDepth)), "readable");
  EXPECT_EQ(CodeOf("{reduce: concat}", Nested(kMaxDepth)), "readable");
  EXPECT_NE(CodeOf("{reduce: concat}", Nested(kMaxDepth + 1)), "readable");
  EXPECT_EQ(CodeOf("{keep: topic}", Nested(kMaxDepth)), "readable");  // joined to the topic's list
  const Value object = Value::EmptyObject().Set("v", Nested(kMaxDepth - 1));
  EXPECT_EQ(CodeOf("{keep: topic}", object), "value_too_deep");
}

TEST_F(Depth, OfAnInputEndsAtTheLimit) {
  host.types.Add("test.a", {}, [](Call&) { return graph::Outcome::kDone; });
  RunRequest request;
  request.thread = "input";
  request.input = Value::EmptyObject().Set("x", Nested(kMaxDepth));
  const auto refused = host.Try(Workflow("{}"), request);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "value_too_deep");
  request.input = Value::EmptyObject().Set("x", Nested(kMaxDepth - 1));
  EXPECT_EQ(host.Try(Workflow("{}"), request).value().status, ThreadStatus::kDone);
  EXPECT_TRUE(Readable("input"));
}

TEST_F(Depth, OfAQuestionEndsAtTheLimit) {
  for (const int depth : {kMaxDepth, kMaxDepth + 1}) {
    host.types.Add("test.a", {.inputs = {}, .outputs = {"x"}}, [depth](Call& call) {
      const Value* answer = call.Interrupt(Nested(depth), Value());
      if (answer == nullptr) return graph::Outcome::kInterrupted;
      call.Emit(0, *answer);
      return graph::Outcome::kDone;
    });
    const std::string thread = "q" + std::to_string(depth);
    const RunResult result = host.RunOn(thread, Workflow("{}"), "{}");
    EXPECT_TRUE(Readable(thread));
    EXPECT_EQ(result.status, depth > kMaxDepth ? ThreadStatus::kFailed : ThreadStatus::kWaiting);
  }
}

TEST_F(Depth, OfAnAnswerEndsAtTheLimit) {
  host.types.Add("test.a", {.inputs = {}, .outputs = {"x"}}, [](Call& call) {
    const Value* answer = call.Interrupt("?", Value());
    if (answer == nullptr) return graph::Outcome::kInterrupted;
    call.Emit(0, *answer);
    return graph::Outcome::kDone;
  });
  host.RunOn("t", Workflow("{}"), "{}");
  RunRequest request;
  request.thread = "t";
  request.answers = {{.id = "", .value = Nested(kMaxDepth + 1)}};
  const auto refused = host.Try(Workflow("{}"), request);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "value_too_deep");
  EXPECT_TRUE(Readable("t"));
}

TEST_F(Depth, OfWhatIsSentEndsAtTheLimit) {
  host.types.Add("test.a", {}, [](Call& call) {
    return call.Send("b", Value::EmptyObject().Set("item", Nested(kMaxDepth + 1)), false)
                   .has_value()
               ? graph::Outcome::kDone
               : graph::Outcome::kFailed;
  });
  host.types.Add("test.b", {.inputs = {"item?"}, .outputs = {}},
                 [](Call&) { return graph::Outcome::kDone; });
  const RunResult result = host.RunOn("t", R"(
dashflow: 1
name: send
state: {x: {}}
nodes: {a: {type: test.a, goto: [b]}, b: {type: test.b}}
edges: [START -> a]
)",
                                      "{}");
  ASSERT_TRUE(result.error);
  EXPECT_EQ(result.error->code(), "value_too_deep");
  EXPECT_TRUE(Readable("t"));
}

}  // namespace
}  // namespace dashflow::engine
