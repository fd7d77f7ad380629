// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "host/api/protocol/event_filter.h"
#include "host/api/protocol/protocol_teller.h"
#include "host/api/protocol/thread_channels.h"
#include "tests/support/api/fake_body.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::api {
namespace {

using dashflow::testing::FakeBody;
using dashflow::testing::HostFixture;
using dashflow::testing::Json;
using dashflow::testing::MapStore;
using graph::Call;
using graph::Outcome;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kYaml = R"(
dashflow: 1
name: ask
state: {log: {reduce: append}}
nodes: {a: {type: test.say}, b: {type: test.ask}}
edges: [START -> a -> b]
)";

class Protocol : public ::testing::Test {
 protected:
  Protocol() {
    host.UseStore(store);
    host.types.Add("test.say", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      call.Token("Hel", Json("{}"));
      call.Token("lo", Json("{}"));
      call.Emit(0, "said");
      return Outcome::kDone;
    });
    host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      return call.Interrupt("go on?", {}) == nullptr ? Outcome::kInterrupted : Outcome::kDone;
    });
  }

  // The events of a run that a subscription lets through.
  std::shared_ptr<FakeBody> Run(const std::string& subscription) {
    const auto stream = std::make_shared<RunStream>(RunStream::Options{.first = 7});
    const auto body = std::make_shared<FakeBody>();
    StreamReader::Options options;
    options.wants = *EventFilterOf(Json(subscription));
    stream->Join(body, std::move(options));
    ProtocolTeller teller(stream, "r");
    host.RunOn("t", kYaml, "{}", {.sink = &teller});
    stream->Cut();
    return body;
  }

  MapStore store;
  HostFixture host;
};

TEST_F(Protocol, TellsHowARunGoes) {
  const auto body = Run(R"({"channels": ["lifecycle", "updates", "input"]})");
  std::vector<std::string> methods;
  for (const std::string& event : body->Events())
    methods.push_back(event.substr(0, event.find(' ')));
  EXPECT_THAT(methods, ElementsAre("lifecycle", "updates", "input.requested", "lifecycle"));
  EXPECT_THAT(body->text(), HasSubstr(R"("event_id":"7","seq":7,"method":"lifecycle")"));
  EXPECT_THAT(body->text(), HasSubstr(R"("node":"a","data":{"values":{"log":"said"}})"));
  EXPECT_THAT(body->text(), HasSubstr(R"("payload":"go on?")"));
  EXPECT_THAT(body->text(), HasSubstr(R"("event":"interrupted")"));
}

TEST_F(Protocol, TellsAMessageFromItsBeginningToItsEnd) {
  const std::string text = Run(R"({"channels": ["messages"]})")->text();
  std::size_t at = 0;
  for (const char* what : {"message-start", "content-block-start", R"("text":"Hel")",
                           R"("text":"lo")", "message-finish"}) {
    at = text.find(what, at);
    ASSERT_NE(at, std::string::npos) << what << " in " << text;
  }
}

TEST_F(Protocol, LeavesOutWhatIsTooDeep) {
  const auto filter = *EventFilterOf(Json(R"({"channels": ["values"], "depth": 0})"));
  const auto frame = [](const std::string& space) {
    return Frame(1, "values", Json(R"({"params": {"namespace": )" + space + "}}"));
  };
  EXPECT_TRUE(filter(frame("[]")));
  EXPECT_FALSE(filter(frame(R"(["review:1"])")));
  const auto inner =
      *EventFilterOf(Json(R"({"channels": ["values"], "namespaces": [["review:1"]]})"));
  EXPECT_FALSE(inner(frame("[]")));
  EXPECT_TRUE(inner(frame(R"(["review:1", "draft:2"])")));
}

TEST_F(Protocol, RefusesASubscriptionToNothing) {
  for (const char* wrong : {"{}", R"({"channels": []})", R"({"channels": ["valeus"]})"})
    EXPECT_EQ(EventFilterOf(Json(wrong)).error().code(), "request_invalid") << wrong;
}

TEST_F(Protocol, ListensOnlyWhereSomebodyFollows) {
  const SystemClock clock;
  ThreadChannels channels(clock, {});
  RunOrder order;
  order.run = "r";
  order.thread = "t";
  EXPECT_TRUE(channels.Listeners(order).empty());
  const auto channel = channels.Of("t");
  channel.protocol->Join(std::make_shared<FakeBody>(), {});
  EXPECT_EQ(channels.Listeners(order).size(), 1U);
  channel.modes->Join(std::make_shared<FakeBody>(), {});
  EXPECT_EQ(channels.Listeners(order).size(), 2U);
}

TEST_F(Protocol, ListensForWhoWillFollow) {
  const SystemClock clock;
  ThreadChannels channels(clock, {});
  RunOrder order;
  order.thread = "t";
  channels.Expect("t");
  EXPECT_EQ(channels.Listeners(order).size(), 1U);
  EXPECT_TRUE(channels.Beat());
  EXPECT_FALSE(channels.Beat()) << "nobody came";
  EXPECT_TRUE(channels.Listeners(order).empty());
}

}  // namespace
}  // namespace dashflow::api
