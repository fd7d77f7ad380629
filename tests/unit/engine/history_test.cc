// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/history/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/views.h"
#include "host/engine/start/opening.h"
#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/sound_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::Position;
using checkpoint::Snapshot;
using graph::Call;
using graph::Outcome;
using ::testing::ElementsAre;
using testing::HostFixture;
using testing::Json;

const std::string kLine = R"(
dashflow: 1
name: line
state: {log: {reduce: concat}, last: {type: string}}
nodes:
  a: {type: test.note}
  b: {type: test.note}
  c: {type: test.note}
edges: [START -> a -> b -> c]
)";

const std::string kPair = R"(
dashflow: 1
name: pair
state: {sum: {reduce: sum}}
nodes:
  one: {type: test.one}
  two: {type: test.shaky}
edges: [START -> one & two]
)";

class HistoryOfRuns : public ::testing::Test {
 protected:
  void TearDown() override { testing::ExpectSound(store); }
  HistoryOfRuns() {
    host.UseStore(store);
    host.types.Add("test.note", {.inputs = {}, .outputs = {"log", "last"}}, [this](Call& call) {
      const std::string node(call.Text(graph::CallText::kNode));
      ++calls[node];
      call.Emit(0, Value::EmptyArray().Append(node));
      call.Emit(1, Value(node));
      return Outcome::kDone;
    });
    host.types.Add("test.one", {.inputs = {}, .outputs = {"sum"}}, [](Call& call) {
      call.Emit(0, Value(1));
      return Outcome::kDone;
    });
    host.types.Add("test.shaky", {.inputs = {}, .outputs = {"sum"}}, [this](Call& call) {
      if (++calls["two"] == 1) {
        call.Fail(Error("node_failed", "not today"));
        return Outcome::kFailed;
      }
      call.Emit(0, Value(10));
      return Outcome::kDone;
    });
  }

  checkpoint::History History(const std::string& yaml) {
    checkpoint::State initial;
    FillDefaults(*host.types.Compile(yaml), initial);
    return {store, checkpoint::Directory(store).Get("t").value(), std::move(initial)};
  }

  std::vector<Snapshot> All(const std::string& yaml) {
    std::vector<Snapshot> all;
    const Status read = History(yaml).Visit([&all](const Snapshot& snapshot) {
      all.push_back(snapshot);
      return true;
    });
    EXPECT_TRUE(read.has_value()) << read.error().message();
    return all;
  }

  // A line a checkpoint: what made it, its step, its values, what was due and what that wrote.
  std::vector<std::string> Lines(const std::string& yaml) {
    std::vector<std::string> lines;
    for (const Snapshot& snapshot : All(yaml)) {
      std::string line(OriginName(snapshot.origin));
      line += " " + std::to_string(snapshot.state.step) + " " + ToJson(ValuesOf(snapshot));
      for (const auto& task : snapshot.tasks) {
        line += " " + NodeOf(snapshot, task.path);
        if (!task.error_code.empty()) line += "!" + task.error_code;
        if (task.writes) line += "=" + ToJson(WritesValue(snapshot, *task.writes));
      }
      lines.push_back(line);
    }
    return lines;
  }

  // Where the parent of each stands in the list; -1 = it has none.
  std::vector<int> Parents(const std::string& yaml) {
    const std::vector<Snapshot> all = All(yaml);
    std::vector<int> parents;
    for (const Snapshot& snapshot : all) {
      const auto at = std::ranges::find(all, snapshot.parent, &Snapshot::position);
      parents.push_back(at == all.end() ? -1 : static_cast<int>(at - all.begin()));
    }
    return parents;
  }

  Result<Position> Update(StateUpdate update, std::optional<Position> at = std::nullopt) {
    return host.engine().Update(host.engine().Load(host.types.Compile(kLine)),
                                {.thread = "t", .at = at, .updates = {std::move(update)}});
  }

  RunResult Replay(const Position& at, std::optional<Value> input = std::nullopt) {
    RunRequest request;
    request.thread = "t";
    request.at = at;
    request.input = std::move(input);
    return host.Try(kLine, request).value();
  }

  testing::MapStore store;
  HostFixture host;
  std::map<std::string, int> calls;
};

TEST_F(HistoryOfRuns, TellsEachCheckpointWithWhatItsTasksWrote) {
  host.RunOn("t", kLine, R"({"log":["i"]})");
  EXPECT_THAT(
      Lines(kLine),
      ElementsAre(R"(loop 3 {"log":["i","a","b","c"],"last":"c"})",
                  R"(loop 2 {"log":["i","a","b"],"last":"b"} c={"log":["c"],"last":"c"})",
                  R"(loop 1 {"log":["i","a"],"last":"a"} b={"log":["b"],"last":"b"})",
                  R"(loop 0 {"log":["i"]} a={"log":["a"],"last":"a"})", R"(input -1 {"log":[]})"));
  EXPECT_THAT(Parents(kLine), ElementsAre(1, 2, 3, 4, -1));
  EXPECT_EQ(All(kLine).back().input, Json(R"({"log":["i"]})"));
}

TEST_F(HistoryOfRuns, ASecondInputStandsOnTheFirst) {
  host.RunOn("t", kLine, R"({"log":["i"]})");
  host.RunOn("t", kLine, R"({"log":["j"]})");
  const auto lines = Lines(kLine);
  ASSERT_EQ(lines.size(), 10U);
  EXPECT_EQ(lines[4], R"(input 4 {"log":["i","a","b","c"],"last":"c"})");
  EXPECT_EQ(lines[5], R"(loop 3 {"log":["i","a","b","c"],"last":"c"})");
  EXPECT_THAT(Parents(kLine), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, -1));
}

TEST_F(HistoryOfRuns, AListBeginsWithItsDefault) {
  const std::string greeting = R"(
dashflow: 1
name: greeting
state: {log: {reduce: concat, default: [d]}, last: {type: string}}
nodes: {a: {type: test.note}}
edges: [START -> a]
)";
  host.RunOn("t", greeting, R"({"log":["i"]})");
  EXPECT_THAT(Lines(greeting), ElementsAre(R"(loop 1 {"log":["d","i","a"],"last":"a"})",
                                           R"(loop 0 {"log":["d","i"]} a={"log":["a"],"last":"a"})",
                                           R"(input -1 {"log":["d"]})"));
}

TEST_F(HistoryOfRuns, AHalfFilledJoinWaitsForTheNextInput) {
  const std::string join = R"(
dashflow: 1
name: join
state: {way: {type: string}, log: {reduce: concat}, last: {type: string, private: true}}
nodes:
  x: {type: test.note}
  y: {type: test.note}
  both: {type: test.note}
edges:
  - {from: START, switch: way, cases: {x: x, y: y}}
  - x & y -> both
)";
  EXPECT_EQ(host.RunOn("t", join, R"({"way":"x"})").output, Json(R"({"way":"x","log":["x"]})"));
  EXPECT_EQ(host.RunOn("t", join, R"({"way":"y"})").output,
            Json(R"({"way":"y","log":["x","y","both"]})"));
}

TEST_F(HistoryOfRuns, KeepsAFailureBesideTheLaterResult) {
  EXPECT_EQ(host.RunOn("t", kPair, "{}").status, checkpoint::ThreadStatus::kFailed);
  const Snapshot head = History(kPair).Head().value();
  EXPECT_THAT(UnfinishedOf(head), ElementsAre("two"));
  const auto channels = host.types.Compile(kPair)->channels;
  EXPECT_EQ(ValuesOf(WithFinished(channels, head).value()), Json(R"({"sum":1})"));
  host.Resume("t", kPair);
  EXPECT_EQ(Lines(kPair).at(1), R"(loop 0 {"sum":0} one={"sum":1} two!node_failed={"sum":10})");
}

TEST_F(HistoryOfRuns, AReplayRunsWhatWasDueOnABranchOfItsOwn) {
  host.RunOn("t", kLine, R"({"log":["i"]})");
  const RunResult result = Replay(All(kLine).at(1).position);
  EXPECT_EQ(result.output, Json(R"({"log":["i","a","b","c"],"last":"c"})"));
  EXPECT_EQ(calls, (std::map<std::string, int>{{"a", 1}, {"b", 1}, {"c", 2}}));
  const auto lines = Lines(kLine);
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_EQ(lines[0], R"(loop 4 {"log":["i","a","b","c"],"last":"c"})");
  EXPECT_EQ(lines[1], R"(fork 3 {"log":["i","a","b"],"last":"b"} c={"log":["c"],"last":"c"})");
  EXPECT_THAT(Parents(kLine), ElementsAre(1, 3, 3, 4, 5, 6, -1));
}

TEST_F(HistoryOfRuns, AReplayOfAnInputTakesItAgain) {
  host.RunOn("t", kLine, R"({"log":["i"]})");
  EXPECT_EQ(Replay(All(kLine).back().position).output,
            Json(R"({"log":["i","a","b","c"],"last":"c"})"));
  EXPECT_EQ(calls["a"], 2);
}

TEST_F(HistoryOfRuns, AnInputMayBranchFromAnOlderCheckpoint) {
  host.RunOn("t", kLine, R"({"log":["i"]})");
  EXPECT_EQ(Replay(All(kLine).at(2).position, Json(R"({"log":["j"]})")).output,
            Json(R"({"log":["i","a","j","a","b","c"],"last":"c"})"));
}

TEST_F(HistoryOfRuns, AForkGoesOnAfterARestart) {
  host.RunOn("t", kLine, R"({"log":["i"]})");
  int commits = 0;
  store.before = [&commits](const checkpoint::Batch&) {
    return ++commits > 1 ? checkpoint::StoreCode::kFull : checkpoint::StoreCode::kOk;
  };
  EXPECT_EQ(Replay(All(kLine).at(2).position).status, checkpoint::ThreadStatus::kFailed);
  store.before = [](const checkpoint::Batch&) { return checkpoint::StoreCode::kOk; };
  host.Restart();
  EXPECT_EQ(host.Resume("t", kLine).output, Json(R"({"log":["i","a","b","c"],"last":"c"})"));
}

TEST_F(HistoryOfRuns, AnUpdateWritesAsTheNodeThatRanLast) {
  host.RunOn("t", kLine, R"({"log":["i"]})");
  const auto made = Update({"", Json(R"({"log":["U"]})")}, All(kLine).at(2).position);
  ASSERT_TRUE(made.has_value()) << made.error().message();
  EXPECT_EQ(Lines(kLine).at(0).substr(0, 32), R"(update 2 {"log":["i","a","U"],"l)");
  EXPECT_EQ(History(kLine).Head().value().position, made.value());
  EXPECT_THAT(NextOf(History(kLine).Head().value()), ElementsAre("b"));
  EXPECT_EQ(host.Resume("t", kLine).output, Json(R"({"log":["i","a","U","b","c"],"last":"c"})"));
  EXPECT_THAT(Parents(kLine), ElementsAre(1, 2, 5, 4, 5, 6, 7, -1));
}

TEST_F(HistoryOfRuns, AnUpdateAsANodeFollowsItsEdges) {
  host.RunOn("t", kLine, R"({"log":["i"]})");
  ASSERT_TRUE(Update({"b", Json(R"({"last":"by hand"})")}).has_value());
  EXPECT_THAT(NextOf(History(kLine).Head().value()), ElementsAre("c"));
  ASSERT_TRUE(Update({"END", Value()}).has_value());
  EXPECT_THAT(NextOf(History(kLine).Head().value()), ElementsAre());
  ASSERT_TRUE(Update({"START", Json(R"({"log":["j"]})")}).has_value());
  EXPECT_THAT(NextOf(History(kLine).Head().value()), ElementsAre("a"));
}

TEST_F(HistoryOfRuns, AnUpdateTakesWhatHasFinishedWithItOnlyToEndTheSuperstep) {
  host.RunOn("t", kPair, "{}");
  const auto program = host.engine().Load(host.types.Compile(kPair));
  const auto before = All(kPair).at(0).position;
  UpdateRequest request{.thread = "t", .updates = {{"END", Value()}}};
  ASSERT_TRUE(host.engine().Update(program, request).has_value());
  EXPECT_EQ(ValuesOf(History(kPair).Head().value()), Json(R"({"sum":1})"));
  request.at = before;
  request.updates = {{"two", Json(R"({"sum":100})")}};
  ASSERT_TRUE(host.engine().Update(program, request).has_value());
  EXPECT_EQ(ValuesOf(History(kPair).Head().value()), Json(R"({"sum":100})"));
}

TEST_F(HistoryOfRuns, AnUpdateThatCannotBeChangesNothing) {
  host.RunOn("t", kLine, R"({"log":["i"]})");
  const auto before = Lines(kLine);
  EXPECT_EQ(Update({"zz", Value()}).error().code(), "invalid_update");
  EXPECT_EQ(Update({"a", Json(R"({"nowhere":1})")}).error().code(), "invalid_update");
  EXPECT_EQ(Update({"a", Json(R"({"last":1})")}).error().code(), "channel_type");
  EXPECT_EQ(Update({"END", Json(R"({"last":"x"})")}).error().code(), "invalid_update");
  EXPECT_EQ(Update({"a", Value()}, Position{99, 1}).error().code(), "checkpoint_not_found");
  EXPECT_EQ(Lines(kLine), before);
  EXPECT_EQ(host.RunOn("t", kLine, "{}").status, checkpoint::ThreadStatus::kDone);
}

}  // namespace
}  // namespace dashflow::engine
