// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "host/plugin/call/call_frame.h"
#include "host/plugin/service/tables.h"
#include "host/plugin/value/value_bridge.h"
#include "host/value/json.h"
#include "tests/unit/plugin/fake_call.h"
#include "tests/unit/plugin/test_services.h"

namespace dashflow::plugin {
namespace {

using graph::Outcome;
using testing::HasSubstr;

const df_call_api& api = kCallApi;

class CallService : public testing::Test {
 protected:
  std::string Code() const { return call_.errors.empty() ? "" : call_.errors.back().code(); }

  TestServices services_;
  FakeCall call_;
  CallContext context_{.plugin = "text",
                       .node_type = "text.list",
                       .plugin_version = "1.0.0",
                       .exec = graph::ExecClass::kInline,
                       .output_count = 1,
                       .crash_note = "",
                       .completions = &services_.services.completions()};
  Handoff handoff_;
  CallFrame frame_{call_, context_, nullptr, handoff_};
  const Value one_{1};
  df_value nan_ = [] {
    df_value value{};
    value.kind = DF_KIND_DOUBLE;
    value.as.f64 = NAN;
    return value;
  }();
  df_value out_{};
};

TEST_F(CallService, FailsATaskThatEmittedSomethingThatIsNoValue) {
  EXPECT_EQ(api.emit(&frame_, 0, &nan_), DF_INVALID_INPUT);
  EXPECT_EQ(api.emit(&frame_, 0, nullptr), DF_INVALID_INPUT);
  EXPECT_TRUE(call_.emitted.empty());
  EXPECT_EQ(Settle(frame_, DF_OK), Outcome::kFailed);
  EXPECT_EQ(Code(), "invalid_value");
  EXPECT_EQ(call_.errors.size(), 1u);
}

TEST_F(CallService, LeavesSlotsOutOfRangeToTheEngine) {
  EXPECT_EQ(api.emit(&frame_, 0, ToAbi(&one_)), DF_OK);
  EXPECT_EQ(api.emit(&frame_, 1, ToAbi(&one_)), DF_INVALID_INPUT);
  EXPECT_EQ(api.emit(&frame_, DF_SLOT_UNWIRED, ToAbi(&one_)), DF_INVALID_INPUT);
  EXPECT_EQ(call_.emitted.size(), 3u);
}

TEST_F(CallService, FailsATaskWhoseWriteWasRefusedWhateverItAnswers) {
  EXPECT_EQ(api.write(&frame_, Text("nowhere"), ToAbi(&one_), DF_WRITE_REDUCE), DF_INVALID_INPUT);
  api.error(&frame_, DF_INTERNAL, Text("other"), Text("something vague"), -1, -1, nullptr);
  EXPECT_EQ(Settle(frame_, DF_OK), Outcome::kFailed);
  EXPECT_EQ(Code(), "undeclared_channel");
  EXPECT_EQ(call_.errors.back().resource(), "text.list");
}

TEST_F(CallService, FailsATaskWhoseJumpWasRefused) {
  EXPECT_EQ(api.jump(&frame_, Text("forbidden"), 0), DF_INVALID_INPUT);
  EXPECT_EQ(Settle(frame_, DF_OK), Outcome::kFailed);
  EXPECT_EQ(Code(), "goto_refused");
}

TEST_F(CallService, FailsATaskThatTheHostCouldNotServe) {
  call_.has_no_memory = true;
  EXPECT_EQ(api.text(&frame_, DF_CALL_TASK).size, 0U);  // nothing tells the node
  EXPECT_EQ(Settle(frame_, DF_OK), Outcome::kFailed);
  EXPECT_EQ(Code(), "out_of_memory");
}

TEST_F(CallService, RefusesHostileWrites) {
  call_.channels["a"];
  EXPECT_EQ(api.write(&frame_, Text("a"), ToAbi(&one_), 7), DF_INVALID_INPUT);
  EXPECT_EQ(api.write(&frame_, Text("a"), nullptr, 0), DF_INVALID_INPUT);
  EXPECT_EQ(api.write(&frame_, {nullptr, 3}, ToAbi(&one_), 0), DF_INVALID_INPUT);
  EXPECT_EQ(api.write(nullptr, Text("a"), ToAbi(&one_), 0), DF_INVALID_INPUT);
  EXPECT_EQ(api.send(&frame_, Text("b"), ToAbi(&one_), 0), DF_INVALID_INPUT);
  EXPECT_EQ(api.send(&frame_, Text("b"), nullptr, 0), DF_INVALID_INPUT);
  EXPECT_EQ(api.update_parent(&frame_, Text("b"), nullptr, 0), DF_INVALID_INPUT);
  EXPECT_TRUE(call_.written.empty());
  EXPECT_TRUE(call_.commands.empty());
}

TEST_F(CallService, TakesNullPointersEverywhere) {
  EXPECT_EQ(api.emit(nullptr, 0, ToAbi(&one_)), DF_INVALID_INPUT);
  EXPECT_EQ(api.read(nullptr, Text("a"), &out_), DF_INVALID_INPUT);
  EXPECT_EQ(api.read(&frame_, Text("a"), nullptr), DF_INVALID_INPUT);
  EXPECT_EQ(api.has(nullptr, Text("a")), 0u);
  EXPECT_EQ(api.interrupt(nullptr, ToAbi(&one_), nullptr, &out_), DF_INVALID_INPUT);
  EXPECT_EQ(api.interrupt(&frame_, nullptr, nullptr, &out_), DF_INVALID_INPUT);
  EXPECT_EQ(api.interrupt(&frame_, ToAbi(&one_), nullptr, nullptr), DF_INVALID_INPUT);
  EXPECT_EQ(api.answer_count(nullptr), 0u);
  EXPECT_EQ(api.answer_at(&frame_, 0, &out_), DF_INVALID_INPUT);
  EXPECT_EQ(api.call_workflow(&frame_, Text("other"), ToAbi(&one_), nullptr), DF_INVALID_INPUT);
  api.progress(nullptr);
  api.error(nullptr, DF_INTERNAL, Text("a"), Text("b"), 0, 0, nullptr);
  EXPECT_EQ(api.text(nullptr, 1).size, 0u);
  EXPECT_EQ(api.text(&frame_, 0).size, 0u);
  EXPECT_EQ(api.text(&frame_, 7).size, 0u);
  EXPECT_EQ(api.on_cancel(&frame_, nullptr, nullptr), 0u);
  api.off_cancel(&frame_, 0);
  EXPECT_TRUE(call_.deregistered.empty());
  EXPECT_EQ(api.sleep(nullptr, 5), 0u);
  EXPECT_EQ(api.sleep(&frame_, -5), 0u);
  EXPECT_EQ(call_.slept, 0);
  EXPECT_EQ(api.arena(&frame_, 8, 3), nullptr);
  EXPECT_EQ(api.arena(&frame_, 8, 128), nullptr);
  EXPECT_EQ(api.arena(&frame_, 8, 0), nullptr);
  EXPECT_EQ(api.arena(&frame_, UINT64_MAX - 100, 8), nullptr);
  EXPECT_EQ(api.begin_async(nullptr), nullptr);
  api.complete(nullptr, DF_OK);
  api.complete_at(nullptr, 0, DF_OK);
  EXPECT_EQ(kEventsApi.custom(nullptr, ToAbi(&one_)), DF_INVALID_INPUT);
  EXPECT_EQ(kEventsApi.custom(&frame_, nullptr), DF_INVALID_INPUT);
  EXPECT_EQ(kEventsApi.token(&frame_, {nullptr, 2}, nullptr), DF_INVALID_INPUT);
}

TEST_F(CallService, SaysThatTheReaderIsSlow) {
  call_.is_slow = true;
  EXPECT_EQ(kEventsApi.custom(&frame_, ToAbi(&one_)), DF_AGAIN);
  EXPECT_EQ(kEventsApi.token(&frame_, Text("x"), nullptr), DF_AGAIN);
}

TEST_F(CallService, KeepsTheReasonOfASubworkflow) {
  EXPECT_EQ(api.call_workflow(&frame_, Text("missing"), nullptr, &out_), DF_INVALID_INPUT);
  EXPECT_EQ(Settle(frame_, DF_INVALID_INPUT), Outcome::kFailed);
  EXPECT_EQ(Code(), "workflow_not_found");
  EXPECT_EQ(call_.errors.size(), 1u);
}

TEST_F(CallService, DoesNotLetAnInterruptGetLost) {
  EXPECT_EQ(api.interrupt(&frame_, ToAbi(&one_), nullptr, &out_), DF_INTERRUPTED);
  EXPECT_EQ(Settle(frame_, DF_OK), Outcome::kInterrupted);
}

TEST_F(CallService, SettlesEveryStatus) {
  EXPECT_EQ(Settle(frame_, DF_OK), Outcome::kDone);
  EXPECT_EQ(Settle(frame_, DF_INTERRUPTED), Outcome::kFailed);
  EXPECT_EQ(Code(), "invalid_node_result");
  EXPECT_EQ(Settle(frame_, DF_SUSPENDED), Outcome::kFailed);
  EXPECT_EQ(Settle(frame_, DF_PENDING), Outcome::kFailed);
  EXPECT_EQ(Settle(frame_, DF_AGAIN), Outcome::kFailed);
  EXPECT_EQ(api.suspend_until(&frame_, 99), DF_SUSPENDED);
  EXPECT_EQ(Settle(frame_, DF_SUSPENDED), Outcome::kSuspended);
  EXPECT_EQ(call_.suspended_until, 99);
}

TEST_F(CallService, ExplainsFailuresThatTheNodeDidNotExplain) {
  EXPECT_EQ(Settle(frame_, DF_TRANSIENT), Outcome::kFailed);
  const Error& error = call_.errors.back();
  EXPECT_EQ(error.code(), "node_failed");
  EXPECT_EQ(error.category(), ErrorCategory::kTransient);
  EXPECT_TRUE(error.retryable());
  EXPECT_EQ(error.message(), "text.list answered 'transient' without saying why");
  EXPECT_THAT(error.operation(), HasSubstr("plugin text 1.0.0"));
}

TEST_F(CallService, ReadsUnknownStatusesAsInternal) {
  for (const df_status status : {-1, 5, 15, 24, INT32_MAX}) {
    FakeCall call;
    CallFrame frame(call, context_, nullptr, handoff_);
    EXPECT_EQ(Settle(frame, status), Outcome::kFailed);
    EXPECT_EQ(call.errors.back().category(), ErrorCategory::kInternal);
    EXPECT_THAT(call.errors.back().message(), HasSubstr("status " + std::to_string(status)));
  }
}

}  // namespace
}  // namespace dashflow::plugin
