// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "host/base/id.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using dashflow::testing::HostFixture;
using dashflow::testing::Json;
using dashflow::testing::MapStore;
using graph::Call;
using graph::Outcome;

const std::string kYaml = R"(
dashflow: 1
name: chain
state: {log: {reduce: append}}
nodes: {a: {type: test.name}, b: {type: test.name}, c: {type: test.name}}
edges: [START -> a -> b -> c]
)";

// What whoever starts a run may ask for: its id, to hear of its end, and where it stops.
class AskedRun : public ::testing::Test {
 protected:
  AskedRun() {
    host.UseStore(store);
    host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      call.Emit(0, call.Text(graph::CallText::kNode));
      return Outcome::kDone;
    });
  }
  RunResult RunWith(const Stops& stops, std::string_view input = "{}") {
    return host.RunOn("t", kYaml, input, {.stops = std::make_shared<const Stops>(stops)});
  }

  MapStore store;
  HostFixture host;
};

TEST_F(AskedRun, HasTheIdThatItIsGiven) {
  const std::string id = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
  EXPECT_EQ(host.RunOn("t", kYaml, "{}", {.id = ParseUuid(id)}).run, id);
}

TEST_F(AskedRun, TellsItsEndWhenTheThreadIsFree) {
  class Listener final : public EndListener {
   public:
    explicit Listener(Engine& engine) : engine_(engine) {}
    void Ended(const RunResult& result) override {
      ++ends;
      status = result.status;
      deleted = engine_.DeleteThread(result.thread);
    }
    int ends = 0;
    ThreadStatus status = ThreadStatus::kRunning;
    Status deleted = Error("internal", "not yet");

   private:
    Engine& engine_;
  } listener(host.engine());
  host.RunOn("t", kYaml, "{}", {.end = &listener});
  EXPECT_EQ(listener.ends, 1);
  EXPECT_EQ(listener.status, ThreadStatus::kDone);
  EXPECT_TRUE(listener.deleted.has_value());
}

TEST_F(AskedRun, StopsBeforeANodeAndGoesOn) {
  const RunResult stopped = RunWith({.before = {"b"}});
  EXPECT_EQ(stopped.status, ThreadStatus::kWaiting);
  EXPECT_EQ(stopped.output, Json(R"({"log":["a"]})"));
  EXPECT_EQ(host.Resume("t", kYaml).output, Json(R"({"log":["a","b","c"]})"));
}

TEST_F(AskedRun, StopsAfterANodeAndGoesOn) {
  const RunResult stopped = RunWith({.after = {"b"}});
  EXPECT_EQ(stopped.status, ThreadStatus::kWaiting);
  EXPECT_EQ(stopped.output, Json(R"({"log":["a","b"]})"));
  EXPECT_EQ(host.Resume("t", kYaml).status, ThreadStatus::kDone);
}

TEST_F(AskedRun, StopsBeforeEachOfThem) {
  EXPECT_EQ(RunWith({.before_all = true}).output, Json("{\"log\":[]}"));
  const auto all = std::make_shared<const Stops>(Stops{.before_all = true});
  EXPECT_EQ(host.Resume("t", kYaml, {}, {.stops = all}).output, Json(R"({"log":["a"]})"));
}

TEST_F(AskedRun, RefusesToStopAtANodeThatIsNotThere) {
  RunRequest request;
  request.input = Json("{}");
  request.options.stops = std::make_shared<const Stops>(Stops{.after = {"nobody"}});
  const auto refused = host.Try(kYaml, std::move(request));
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "invalid_argument");
  EXPECT_EQ(refused.error().resource(), "nobody");
}

}  // namespace
}  // namespace dashflow::engine
