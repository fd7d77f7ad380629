// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/call/status.h"

#include <gtest/gtest.h>

#include "host/plugin/value/value_bridge.h"
#include "host/value/json.h"
#include "tests/unit/plugin/test_services.h"

namespace dashflow::plugin {
namespace {

using namespace std::chrono_literals;

PluginError Told(df_status category) {
  return {category, Text("quota_exceeded"), Text("no quota left"), -1, -1, nullptr};
}

TEST(ToError, KeepsWhatTheNodeSaid) {
  PluginError told = Told(DF_EXHAUSTED);
  const Value details = *ParseJson(R"({"limit":3})");
  told.retry_after_ns = 2'000'000'000;
  told.details = ToAbi(&details);
  const Error error = ToError(told);
  EXPECT_EQ(error.code(), "quota_exceeded");
  EXPECT_EQ(error.message(), "no quota left");
  EXPECT_EQ(error.category(), ErrorCategory::kExhausted);
  EXPECT_TRUE(error.retryable());
  EXPECT_EQ(error.retry_after(), 2s);
  EXPECT_EQ(error.cause(), R"({"limit":3})");
  EXPECT_FALSE(error.fix().empty());
}

TEST(ToError, DecidesByCategoryWhatMayBeTriedAgain) {
  EXPECT_TRUE(ToError(Told(DF_TRANSIENT)).retryable());
  EXPECT_TRUE(ToError(Told(DF_TIMEOUT)).retryable());
  EXPECT_FALSE(ToError(Told(DF_INVALID_INPUT)).retryable());
  PluginError told = Told(DF_TRANSIENT);
  told.retryable = 0;
  EXPECT_FALSE(ToError(told).retryable());
  told = Told(DF_INTERNAL);
  told.retryable = 1;
  EXPECT_TRUE(ToError(told).retryable());
}

TEST(ToError, NeverLosesAnErrorOverItsForm) {
  PluginError told{77, Text("Not A Code"), Text("bad \xff text"), 5, INT64_MIN, nullptr};
  df_value details{};
  details.kind = DF_KIND_ARRAY;
  details.size = 4;
  told.details = &details;
  const Error error = ToError(told);
  EXPECT_EQ(error.code(), "node_failed");
  EXPECT_EQ(error.message(), "bad ");
  EXPECT_EQ(error.category(), ErrorCategory::kInternal);
  EXPECT_TRUE(error.cause().empty());
  EXPECT_EQ(ToError({DF_INTERNAL, {nullptr, 9}, {nullptr, 9}, 0, -1, nullptr}).message(),
            "no reason was given");
}

TEST(ToError, TakesNullDetailsForNone) {
  PluginError told = Told(DF_INTERNAL);
  const df_value null{};
  told.details = &null;
  EXPECT_TRUE(ToError(told).cause().empty());
}

TEST(ToError, SaysWhyThereIsNoMemoryWhereTheNodeHadNoneToSayIt) {
  PluginError told = Told(DF_EXHAUSTED);
  told.code = Text("out_of_memory");
  told.details = nullptr;
  EXPECT_EQ(ToError(told).cause(), "the system gave the plugin no more memory");
}

TEST(ToError, CutsLongTextOnACharacter) {
  const std::string long_text = std::string(64 * 1024 - 1, 'a') + "ü";
  PluginError told = Told(DF_INTERNAL);
  told.message = Text(long_text);
  EXPECT_EQ(ToError(told).message().size(), 64u * 1024 - 1);
}

TEST(Status, GoesBothWays) {
  for (df_status status = DF_INVALID_INPUT; status <= DF_INTERNAL; ++status) {
    EXPECT_EQ(StatusOf(Error("node_failed", "").Category(CategoryOf(status), false)), status);
  }
  EXPECT_EQ(CategoryOf(1234), ErrorCategory::kInternal);
}

TEST(TakeReason, ReadsAStringOrSaysSomethingElse) {
  df_value reason;
  Give(Value("the limit is negative"), &reason);
  EXPECT_EQ(TakeReason(reason, "?"), "the limit is negative");
  Give(Value(3), &reason);
  EXPECT_EQ(TakeReason(reason, "?"), "?");
  EXPECT_EQ(TakeReason(reason, "?"), "?");
}

TEST(UnexplainedError, CallsACancelledCallCancelled) {
  EXPECT_EQ(UnexplainedError(DF_CANCELLED, "a.b").code(), "cancelled");
}

}  // namespace
}  // namespace dashflow::plugin
