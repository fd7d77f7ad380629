// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/recording_sink.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;
using testing::MapStore;
using testing::RecordingSink;

constexpr std::string_view kHour = "cache: {ttl: 1h}";
constexpr std::int64_t kHourNs = 3'600'000'000'000;

class Cache : public ::testing::TestWithParam<ExecClass> {
 protected:
  Cache() {
    host.types.Add("test.slow", {.inputs = {"n", "more?"}, .outputs = {"n"}, .exec = GetParam()},
                   [this](Call& call) { return Work(call); });
    host.types.Add("test.open", {.inputs = {}, .outputs = {}, .exec = GetParam(), .open = true},
                   [this](Call& call) {
                     ++calls;
                     const auto seen = call.Read("m");
                     return call.Write("n", **seen, channel::WriteMode::kReduce).has_value()
                                ? Outcome::kDone
                                : Outcome::kFailed;
                   });
    host.UseStore(store);
  }

  Outcome Work(Call& call) {
    ++calls;
    if (failing) return call.Fail(Error("node_failed", "not now")), Outcome::kFailed;
    call.Emit(0, call.facts().inputs[0].as_int() + 1);
    return Outcome::kDone;
  }

  static std::string Yaml(std::string_view rules, std::string_view type = "slow",
                          std::string_view edges = "START -> a") {
    return "dashflow: 1\nname: kept\nstate: {n: {type: integer, default: 0}, m: {type: integer, "
           "default: 0}, log: {reduce: append}}\nnodes: {a: {type: test." +
           std::string(type) + ", " + std::string(rules) + "}}\nedges: [" + std::string(edges) +
           "]\n";
  }

  RunResult Run(std::string_view rules, std::string_view input, std::string_view type = "slow") {
    return host.Run(Yaml(rules, type), input);
  }

  MapStore store;
  HostFixture host;
  int calls = 0;
  bool failing = false;
};

INSTANTIATE_TEST_SUITE_P(Classes, Cache,
                         ::testing::Values(ExecClass::kInline, ExecClass::kCompute,
                                           ExecClass::kBlocking));

TEST_P(Cache, GivesWhatTheSameInputGaveBefore) {
  EXPECT_EQ(Run(kHour, R"({"n":3})").output, Json(R"({"n":4,"m":0,"log":[]})"));
  EXPECT_EQ(Run(kHour, R"({"n":3})").output, Json(R"({"n":4,"m":0,"log":[]})"));
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(Run(kHour, R"({"n":5})").output.Find("n")->as_int(), 6);
  EXPECT_EQ(calls, 2);
}

TEST_P(Cache, SaysThatItDid) {
  Run(kHour, R"({"n":3})");
  RecordingSink sink;
  host.Run(Yaml(kHour), R"({"n":3})", {.sink = &sink});
  const Value finished = sink.Of(event::Type::kTaskFinished).at(0);
  EXPECT_EQ(*finished.Find("cached"), Value(true));
  EXPECT_EQ(*finished.Find("writes"), Json(R"({"n":4})"));
}

TEST_P(Cache, OutlivesTheHostAndEndsWithItsTime) {
  Run(kHour, R"({"n":3})");
  host.Restart();
  store.now = kHourNs;
  Run(kHour, R"({"n":3})");
  EXPECT_EQ(calls, 1);
  store.now = kHourNs + 1;
  Run(kHour, R"({"n":3})");
  EXPECT_EQ(calls, 2);
}

TEST_P(Cache, WithoutATimeLastsForEver) {
  Run("cache: {}", R"({"n":3})");
  store.now = INT64_MAX;
  Run("cache: {}", R"({"n":3})");
  EXPECT_EQ(calls, 1);
}

TEST_P(Cache, IsOfOneNodeWithItsOutputsInOneWorkflow) {
  Run(kHour, R"({"n":3})");
  Run("cache: {ttl: 1h}, out: {n: m}", R"({"n":3})");
  EXPECT_EQ(calls, 2);
}

TEST_P(Cache, KnowsAResultByItsKeyAlone) {
  const std::string by_m = "cache: {key: m}";
  EXPECT_EQ(Run(by_m, R"({"n":3,"m":7})").output.Find("n")->as_int(), 4);
  EXPECT_EQ(Run(by_m, R"({"n":8,"m":7})").output.Find("n")->as_int(), 4);
  EXPECT_EQ(Run(by_m, R"({"n":8,"m":6})").output.Find("n")->as_int(), 9);
  EXPECT_EQ(calls, 2);
}

TEST_P(Cache, FailsATaskWhoseKeyCannotBeComputed) {
  const RunResult result = Run("cache: {key: 1 / m}", "{}");
  EXPECT_EQ(result.status, ThreadStatus::kFailed);
  EXPECT_EQ(result.error->place().node, "a");
  EXPECT_EQ(calls, 0);
}

TEST_P(Cache, TellsElementsOfAFanOutApartAlsoWithAKey) {
  const std::string each = Yaml("cache: {key: m}, out: {n: log}", "slow",
                                "{from: START, each: '[1, 2, 1]', to: a, as: n}");
  EXPECT_EQ(*host.Run(each, "{}").output.Find("log"), Json("[2,3,2]"));
  const int first = calls;
  EXPECT_EQ(*host.Run(each, "{}").output.Find("log"), Json("[2,3,2]"));
  EXPECT_EQ(calls, first);
}

TEST_P(Cache, OfANodeThatReadsTheStateKnowsTheState) {
  EXPECT_EQ(Run(kHour, R"({"m":3})", "open").output.Find("n")->as_int(), 3);
  EXPECT_EQ(Run(kHour, R"({"m":4})", "open").output.Find("n")->as_int(), 4);
  EXPECT_EQ(Run(kHour, R"({"m":4})", "open").output.Find("n")->as_int(), 4);
  EXPECT_EQ(calls, 2);
}

TEST_P(Cache, MakesFurtherWritesAnew) {
  const std::string rules = "cache: {key: n}, set: {log: {cel: '[m, out.n]'}}";
  Run(rules, R"({"n":1,"m":5})");
  EXPECT_EQ(Run(rules, R"({"n":1,"m":6})").output, Json(R"({"n":2,"m":6,"log":[[6,2]]})"));
  EXPECT_EQ(calls, 1);
}

TEST_P(Cache, HasNothingOfATaskThatFailed) {
  failing = true;
  EXPECT_EQ(Run(kHour, R"({"n":3})").status, ThreadStatus::kFailed);
  failing = false;
  EXPECT_EQ(Run(kHour, R"({"n":3})").output.Find("n")->as_int(), 4);
  EXPECT_EQ(calls, 2);
}

TEST_P(Cache, DamagedIsAMiss) {
  Run(kHour, R"({"n":3})");
  const std::string key = store.Keys("cache").at(0);
  for (const std::string& bytes : {std::string(), std::string("short"), std::string(40, 'x')}) {
    store.record("cache", key) = bytes;
    const int before = calls;
    EXPECT_EQ(Run(kHour, R"({"n":3})").output.Find("n")->as_int(), 4);
    EXPECT_EQ(calls, before + 1);
  }
  store.record("cache", key).back() ^= 1;
  EXPECT_EQ(Run(kHour, R"({"n":3})").output.Find("n")->as_int(), 4);
  EXPECT_EQ(calls, 5);
}

TEST_P(Cache, IsWrittenWithTheStepAndNotBefore) {
  store.before = [](const checkpoint::Batch& batch) {
    for (std::uint32_t i = 0; i < batch.op_count; ++i) {
      if (batch.ops[i].space.view() == "cache") return checkpoint::StoreCode::kFull;
    }
    return checkpoint::StoreCode::kOk;
  };
  const RunResult result = Run(kHour, R"({"n":3})");
  EXPECT_EQ(result.error->code(), "store_full");
  EXPECT_TRUE(store.Keys("cache").empty());
}

TEST_P(Cache, WorksInEveryDurability) {
  for (const auto durability :
       {graph::Durability::kSync, graph::Durability::kAsync, graph::Durability::kExit}) {
    const std::string input = "{\"n\":" + std::to_string(static_cast<int>(durability)) + "}";
    host.Run(Yaml(kHour), input, {.durability = durability});
    const int before = calls;
    host.Run(Yaml(kHour), input, {.durability = durability});
    EXPECT_EQ(calls, before) << static_cast<int>(durability);
  }
}

TEST_P(Cache, AnswersTheSecondRoundOfALoop) {
  const std::string loop = Yaml("cache: {}, in: {n: m}", "slow",
                                "START -> a, {from: a, to: a, when: remaining_steps > 15}");
  host.Run(loop, "{}", {.max_steps = 20});
  EXPECT_EQ(calls, 1);
}

TEST(CacheWithoutAStore, IsNone) {
  HostFixture host;
  int calls = 0;
  host.types.Add("test.slow", {.inputs = {}, .outputs = {"n"}}, [&calls](Call& call) {
    call.Emit(0, ++calls);
    return Outcome::kDone;
  });
  const std::string yaml =
      "dashflow: 1\nname: a\nstate: {n: {type: integer}}\nnodes: {a: {type: test.slow, cache: "
      "{}}}\nedges: [START -> a]\n";
  host.Run(yaml, "{}");
  EXPECT_EQ(host.Run(yaml, "{}").output, Json(R"({"n":2})"));
}

TEST(CacheOnTbb, AnswersManyRunsAtOnce) {
  MapStore store;
  HostFixture host(HostFixture::On::kTbb);
  host.UseStore(store);
  std::atomic<int> calls{0};
  host.types.Add("test.slow", {.inputs = {"n"}, .outputs = {"n"}, .exec = ExecClass::kCompute},
                 [&calls](Call& call) {
                   ++calls;
                   call.Emit(0, call.facts().inputs[0].as_int() + 1);
                   return Outcome::kDone;
                 });
  const std::string flat =
      "dashflow: 1\nname: a\nstate: {list: {type: array, default: []}, log: {reduce: sum, default: "
      "0}}\nnodes: {a: {type: test.slow, out: {n: log}, cache: {}}}\nedges: [{from: START, each: "
      "list, to: a, as: n}]\n";
  std::string list;
  for (int i = 0; i < 100; ++i) list += (i == 0 ? "" : ",") + std::to_string(i);
  const std::string input = "{\"list\":[" + list + "]}";
  for (int round = 0; round < 3; ++round)
    EXPECT_EQ(host.Run(flat, input).output.Find("log")->as_int(), 5050);
  EXPECT_EQ(calls, 100);
}

}  // namespace
}  // namespace dashflow::engine
