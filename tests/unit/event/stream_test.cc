// SPDX-License-Identifier: Apache-2.0
#include "host/event/stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"

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
      lines.push_back(std::string(StreamModeName(chunk.mode)) + " " + text);
    });
    host.Run("dashflow: 1\nname: s\nstate: {log: {reduce: append}}\nnodes: " + nodes +
                 "\nedges: " + edges + "\n" + more,
             "{}", {.sink = &view});
    return lines;
  }

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

TEST(StreamModes, HaveTheNamesThatClientsKnow) {
  EXPECT_EQ(StreamModeOf("messages"), StreamMode::kMessages);
  EXPECT_EQ(StreamModeOf("nonsense"), std::nullopt);
}

}  // namespace
}  // namespace dashflow::event
