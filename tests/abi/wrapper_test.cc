// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>
#include <dashflow/store_types.hpp>
#include <dashflow/testing/fake_host.hpp>
#include <string>

namespace sdk = dashflow::sdk;
using namespace std::chrono_literals;
using sdk::Value;
using sdk::testing::FakeHost;
using sdk::testing::FakeRun;
using sdk::testing::LiveValues;

namespace {

class Wrapper : public testing::Test {
 protected:
  FakeRun Act(const char* what) { return node.Call().In("what", what).Run(); }
  FakeRun Async(const char* what) {
    return host.Create("probe.async").Call().In("what", what).Run();
  }

  FakeHost host{dashflow_plugin_entry_1};
  sdk::testing::FakeNode node = host.Create("probe.act");
};

TEST_F(Wrapper, HandsAnErrorOverWithAllItSays) {
  const FakeRun run = Act("error");
  EXPECT_EQ(run.status, DF_UNAUTHORIZED);
  ASSERT_TRUE(run.failure);
  EXPECT_EQ(run.failure->category, sdk::Category::kUnauthorized);
  EXPECT_EQ(run.failure->code, "no_key");
  EXPECT_EQ(run.failure->message, "The key is missing.");
  EXPECT_EQ(run.failure->retryable, true);
  EXPECT_EQ(run.failure->retry_after, 3s);
  EXPECT_EQ(run.failure->details, Value::FromJson(R"({"key":"x"})"));
}

TEST_F(Wrapper, StopsEveryOtherException) {
  EXPECT_EQ(Act("bad_alloc").status, DF_EXHAUSTED);
  const FakeRun run = Act("exception");
  EXPECT_EQ(run.status, DF_INTERNAL);
  EXPECT_EQ(run.failure->message, "boom");
  EXPECT_EQ(Act("number").status, DF_INTERNAL);
}

TEST(Errors, AreTextsWhateverTheyQuote) {
  EXPECT_EQ(sdk::Error(sdk::Category::kInternal, "x", "a\xff\xc3z").message(), "a��z");
  const auto error = sdk::StoreError("x", "\x80").Cause("ü\xed\xa0\x80").Fix("\xf4\x90");
  EXPECT_EQ(error.message(), "�");
  EXPECT_EQ(error.cause(), "ü���");
  EXPECT_EQ(error.fix(), "��");
  for (const char* good : {"", "plain", "ü", "€", "\xed\x9f\xbf", "😀", "\xf4\x8f\xbf\xbf"})
    EXPECT_EQ(sdk::ValidText(good), good);
  for (const char* bad :
       {"\xc0\x80", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xf5\x80\x80\x80", "\xe2\x82"})
    EXPECT_NE(sdk::ValidText(bad), bad);
}

TEST_F(Wrapper, InterruptsThroughACatchOfStdException) {
  const FakeRun run = Act("swallow");
  EXPECT_EQ(run.status, DF_INTERRUPTED);
  ASSERT_EQ(run.questions.size(), 1u);
  EXPECT_EQ(run.questions[0].question, "sure?");
  EXPECT_FALSE(run.failure);
}

TEST_F(Wrapper, GivesTheNthAnswerToTheNthInterrupt) {
  auto once = node.Call();
  const FakeRun first = once.In("what", "ask_twice").Answer(20).Run();
  EXPECT_EQ(first.status, DF_INTERRUPTED);
  EXPECT_EQ(first.questions.at(0).question, "two");
  auto twice = node.Call();
  const FakeRun second = twice.In("what", "ask_twice").Answer(20).Answer(22).Run();
  EXPECT_EQ(second.custom_events.at(0), 42);
}

TEST_F(Wrapper, SuspendsUntilATime) {
  const FakeRun run = Act("suspend");
  EXPECT_EQ(run.status, DF_SUSPENDED);
  EXPECT_EQ(run.suspended_until_ns, host.clock().unix_ns() + 1h / 1ns);
}

TEST_F(Wrapper, JumpsAndSends) {
  const FakeRun jump = Act("goto");
  ASSERT_EQ(jump.jumps.size(), 2u);
  EXPECT_EQ(jump.jumps[0].node, "there");
  EXPECT_TRUE(jump.jumps[1].in_parent);
  const FakeRun send = Act("send");
  EXPECT_EQ(send.sends.at(0).arguments, Value::FromJson(R"({"n":1})"));
  EXPECT_TRUE(send.writes.at(0).in_parent);
  EXPECT_EQ(Act("send_scalar").status, DF_INVALID_INPUT);
}

TEST_F(Wrapper, WaitsForASlowReaderOfEvents) {
  const auto start = host.clock().mono_ns();
  auto call = node.Call();
  const FakeRun run = call.In("what", "token").RefuseEvents(3).Run();
  EXPECT_EQ(run.status, DF_OK);
  EXPECT_EQ(run.tokens.at(0).text, "a");
  EXPECT_EQ(host.clock().mono_ns() - start, 3ms / 1ns);
}

TEST_F(Wrapper, CallsAWorkflow) {
  auto call = node.Call();
  const auto twice = [](sdk::ValueView n) { return Value(n.As<int>() * 2); };
  EXPECT_EQ(call.In("what", "workflow").Workflow("twice", twice).Run().custom_events.at(0), 42);
  EXPECT_EQ(Act("workflow").status, DF_INVALID_INPUT);
}

TEST_F(Wrapper, KnowsWhoItIs) {
  auto call = node.Call();
  call.In("what", "identity").Attempt(3).IdempotencyKey("k-1").Deadline(1s);
  EXPECT_EQ(call.Run().custom_events.at(0),
            Value::FromJson(R"({"key":"k-1","attempt":3,"node":"node","deadline":true})"));
}

TEST_F(Wrapper, CallsBackWhenACallIsCancelled) {
  auto call = node.Call();
  const FakeRun run = call.In("what", "on_cancel").CancelAfter(5s).Run();
  EXPECT_EQ(run.custom_events.at(0), true);
}

TEST_F(Wrapper, RefusesValuesThatAreNone) {
  EXPECT_EQ(Act("not_utf8").status, DF_INVALID_INPUT);
  EXPECT_EQ(Act("not_finite").failure->code, "not_finite");
}

TEST_F(Wrapper, GivesMemoryAndRandomBitsOfTheHost) {
  EXPECT_EQ(Act("arena").status, DF_OK);
  host.SeedRandom(1);
  const Value first = Act("random").custom_events.at(0);
  EXPECT_NE(Act("random").custom_events.at(0), first);
  host.SeedRandom(1);
  EXPECT_EQ(Act("random").custom_events.at(0), first);
}

TEST_F(Wrapper, LogsWithItsCall) {
  Act("log");
  ASSERT_EQ(host.log().size(), 1u);
  EXPECT_EQ(host.log()[0].message, "here");
  EXPECT_TRUE(host.log()[0].in_call);
  host.SetLogLevel(sdk::LogLevel::kError);
  Act("log");
  EXPECT_EQ(host.log().size(), 1u);
}

TEST_F(Wrapper, ReadsAndWritesChannels) {
  const auto open = host.Create("probe.channels");
  const FakeRun run = open.Call().Channel("a", 1.5).Channel("b").Run();
  EXPECT_EQ(run.Written("b"), Value::FromJson(R"({"a":1.5,"has":false})"));
}

TEST_F(Wrapper, EvaluatesExpressionsOrSaysWhyNot) {
  EXPECT_THROW(host.Create("probe.evaluate", R"({"cel":"a + 1"})"), sdk::Error);
  host.SetEvaluator([](std::string_view source, const auto& channels, sdk::ValueView) {
    if (source == "bad") throw sdk::InvalidInput("bad", "It is bad.");
    return Value(channels("a").view().template As<int>() + 1);
  });
  const auto good = host.Create("probe.evaluate", R"({"cel":"a + 1"})");
  EXPECT_EQ(good.Call().Channel("a", 41).Run().Out("result"), 42);
  const FakeRun bad = host.Create("probe.evaluate", R"({"cel":"bad"})").Call().Run();
  EXPECT_EQ(bad.failure->code, "expression_failed");
  EXPECT_EQ(bad.failure->message, "It is bad.");
}

TEST_F(Wrapper, RefusesAConfigInWordsAndFillsInDefaults) {
  host.Create("probe.picky");
  try {
    host.Create("probe.picky", R"({"size": 10})");
    FAIL();
  } catch (const sdk::Error& error) {
    EXPECT_EQ(error.category(), sdk::Category::kInvalidInput);
    EXPECT_EQ(error.message(), "size is at most 9.");
  }
  EXPECT_THROW(host.Create("probe.unknown"), std::invalid_argument);
}

TEST_F(Wrapper, KeepsTheStateOfASerialNode) {
  const auto count = host.Create("probe.count");
  EXPECT_EQ(count.Call().Run().Out("runs"), 1);
  EXPECT_EQ(count.Call().Run().Out("runs"), 2);
}

TEST_F(Wrapper, CompletesAnAsyncRunOnceHoweverItEnds) {
  EXPECT_EQ(Async("at_once").status, DF_OK);
  EXPECT_EQ(Async("thread").Out("text"), "done");
  EXPECT_EQ(Async("fail").failure->code, "thread");
  const FakeRun forgotten = Async("forget");
  EXPECT_EQ(forgotten.status, DF_INTERNAL);
  EXPECT_EQ(forgotten.failure->code, "completion_dropped");
  EXPECT_EQ(Async("ask").status, DF_INTERRUPTED);
  for (const char* what : {"at_once", "thread", "fail", "forget", "ask"}) {
    EXPECT_TRUE(Async(what).misuse.empty()) << what;
  }
}

TEST_F(Wrapper, WritesWhatItKnowsIntoTheManifest) {
  const sdk::ValueView manifest = host.manifest();
  EXPECT_EQ(manifest["doc"], "Says \"\\ and\ttab.");
  EXPECT_EQ(manifest["abi"]["draft"], DF_ABI_DRAFT);
  EXPECT_EQ(manifest["nodes"].size(), 6u);
  EXPECT_EQ(manifest["nodes"][4]["concurrency"], "serial_instance");
  EXPECT_EQ(manifest["requires"][5], DF_ID_EXPRESSION);
}

TEST(WrapperLife, LeavesNoValueBehind) {
  const std::int64_t before = LiveValues();
  {
    FakeHost host(dashflow_plugin_entry_1);
    for (const char* what : {"nothing", "error", "ask_twice", "send", "token", "not_utf8"}) {
      host.Create("probe.act").Call().In("what", what).Run();
    }
    host.Create("probe.async").Call().In("what", "thread").Run();
    host.Create("probe.channels").Call().Channel("a", "x").Channel("b").Run();
  }
  EXPECT_EQ(LiveValues(), before);
}

TEST(WrapperLife, RefusesAHostOfAnotherDraftOrWithoutServices) {
  df_host host{};
  host.abi_draft = DF_ABI_DRAFT + 1;
  EXPECT_EQ(dashflow_plugin_entry_1(&host), nullptr);
  host.abi_draft = DF_ABI_DRAFT;
  host.query = [](const df_host*, df_text) noexcept -> const void* { return nullptr; };
  EXPECT_EQ(dashflow_plugin_entry_1(&host), nullptr);
  EXPECT_EQ(dashflow_plugin_entry_1(nullptr), nullptr);
}

}  // namespace
