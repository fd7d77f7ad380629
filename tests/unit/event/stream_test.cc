// SPDX-License-Identifier: Apache-2.0
#include "host/event/stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::event {
namespace {

using dashflow::testing::HostFixture;
using graph::Call;
using graph::Outcome;
using ::testing::ElementsAre;

using Lines = std::vector<std::string>;

class StreamTest : public ::testing::Test {
 protected:
  StreamTest() {
    host.types.Add("test.tell", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      call.Custom("here");
      call.Token("tok", Value());
      call.Emit(0, call.Text(graph::CallText::kNode));
      return Outcome::kDone;
    });
    host.types.Add("test.idle", {}, [](Call&) { return Outcome::kDone; });
    host.types.Add("test.fail", {}, [](Call& call) {
      call.Fail(Error("broken", "it broke"));
      return Outcome::kFailed;
    });
    host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      const Value* answer = call.Interrupt("sure?", Value());
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
  }

  // "mode data", one a chunk; the ids of questions left out.
  Lines Stream(std::initializer_list<StreamMode> modes, const std::string& nodes,
               const std::string& edges, const std::string& more = "") {
    StreamView::Modes wanted;
    for (const StreamMode mode : modes) wanted.set(static_cast<std::size_t>(mode));
    Lines lines;
    StreamView view(wanted, [&lines](const StreamChunk& chunk) {
      std::string text = ToJson(chunk.data);
      const std::size_t id = text.find(",\"id\":");
      if (id != std::string::npos) text.erase(id, text.find('}', id) - id);
      const std::size_t time = text.find("\"timestamp\":");
      if (time != std::string::npos) text.erase(time, text.find(',', time) - time + 1);
      lines.push_back(std::string(StreamModeName(chunk.mode)) + " " + text);
    });
    host.Run("dashflow: 1\nname: s\nstate: {log: {reduce: append}}\nnodes: " + nodes +
                 "\nedges: " + edges + "\n" + more,
             "{}", {.sink = &view});
    return lines;
  }

  dashflow::testing::MapStore store;
  HostFixture host;
};

TEST_F(StreamTest, ModesComeTogetherInTheOrderOfTheRun) {
  EXPECT_THAT(Stream({StreamMode::kValues, StreamMode::kUpdates, StreamMode::kCustom,
                      StreamMode::kMessages},
                     "{a: {type: test.tell}}", "[START -> a]"),
              ElementsAre("custom \"here\"", R"(messages ["tok",null])",
                          R"(updates {"a":{"log":"a"}})", R"(values {"log":["a"]})"));
}

TEST_F(StreamTest, AStepThatWritesNothingHasNoValuesAndANullUpdate) {
  EXPECT_THAT(
      Stream({StreamMode::kValues, StreamMode::kUpdates}, "{a: {type: test.idle}}", "[START -> a]"),
      ElementsAre(R"(updates {"a":null})"));
}

TEST_F(StreamTest, AQuestionStandsInUpdatesAndBesideTheValues) {
  EXPECT_THAT(
      Stream({StreamMode::kValues, StreamMode::kUpdates}, "{a: {type: test.ask}}", "[START -> a]"),
      ElementsAre(R"(updates {"__interrupt__":[{"value":"sure?"}]})",
                  R"(values {"log":[],"__interrupt__":[{"value":"sure?"}]})"));
}

TEST_F(StreamTest, AStopBetweenStepsIsAnInterruptWithoutAQuestion) {
  EXPECT_THAT(Stream({StreamMode::kUpdates}, "{a: {type: test.idle}, b: {type: test.idle}}",
                     "[START -> a -> b]", "interrupt: {after: [a]}\n"),
              ElementsAre(R"(updates {"a":null})", R"(updates {"__interrupt__":[]})"));
}

TEST_F(StreamTest, ATaskIsToldAsItStartsAndAsItEnds) {
  EXPECT_THAT(
      Stream({StreamMode::kTasks}, "{a: {type: test.tell}}", "[START -> a]"),
      ElementsAre(
          R"(tasks {"id":"a","name":"a","input":{},"triggers":["branch:to:a"]})",
          R"(tasks {"id":"a","name":"a","error":null,"result":{"log":"a"},"interrupts":[]})"));
}

TEST_F(StreamTest, ATaskThatAsksEndsWithItsQuestion) {
  EXPECT_THAT(Stream({StreamMode::kTasks}, "{a: {type: test.ask}}", "[START -> a]"),
              ElementsAre(::testing::StartsWith("tasks {\"id\""),
                          ::testing::HasSubstr(R"("interrupts":[{"value":"sure?"}])")));
}

TEST_F(StreamTest, AFailureIsTheEndOfItsTask) {
  EXPECT_THAT(Stream({StreamMode::kTasks}, "{a: {type: test.fail}}", "[START -> a]"),
              ElementsAre(::testing::StartsWith("tasks {\"id\""),
                          ::testing::HasSubstr(R"("error":"it broke","result":{})")));
}

TEST_F(StreamTest, AnInputMakesTwoCheckpointsAndEachSuperstepOne) {
  host.UseStore(store);
  const Lines lines = Stream({StreamMode::kCheckpoints}, "{a: {type: test.tell}}", "[START -> a]");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(
      lines[0],
      ::testing::HasSubstr(
          R"("values":{"log":[]},"metadata":{"source":"input","step":-1},"next":["__start__"])"));
  EXPECT_THAT(lines[1],
              ::testing::HasSubstr(
                  R"("values":{"log":[]},"metadata":{"source":"loop","step":0},"next":["a"])"));
  EXPECT_THAT(lines[2],
              ::testing::HasSubstr(
                  R"("values":{"log":["a"]},"metadata":{"source":"loop","step":1},"next":[])"));
}

TEST_F(StreamTest, DebugWrapsTasksAndCheckpoints) {
  host.UseStore(store);
  EXPECT_THAT(
      Stream({StreamMode::kDebug}, "{a: {type: test.tell}}", "[START -> a]"),
      ElementsAre(::testing::StartsWith(R"(debug {"step":-1,"type":"checkpoint","payload")"),
                  ::testing::StartsWith(R"(debug {"step":0,"type":"checkpoint","payload")"),
                  ::testing::StartsWith(R"(debug {"step":1,"type":"task","payload")"),
                  ::testing::StartsWith(R"(debug {"step":1,"type":"task_result","payload")"),
                  ::testing::StartsWith(R"(debug {"step":1,"type":"checkpoint","payload")")));
}

TEST(StreamModes, HaveTheNamesThatClientsKnow) {
  EXPECT_EQ(StreamModeOf("messages"), StreamMode::kMessages);
  EXPECT_EQ(StreamModeOf("nonsense"), std::nullopt);
}

}  // namespace
}  // namespace dashflow::event
