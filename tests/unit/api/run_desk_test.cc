// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/run_desk.h"

#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <thread>
#include <utility>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/forwarding_store.h"
#include "host/checkpoint/run/run_directory.h"
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

// Cannot tell once what was ordered.
class AwayOnce final : public checkpoint::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  checkpoint::StoreCode Get(std::string_view space, std::string_view key,
                            const checkpoint::EntrySink& sink) override {
    if (space == checkpoint::kApiRunSpace && !was_away.exchange(true))
      return checkpoint::StoreCode::kUnavailable;
    return ForwardingStore::Get(space, key, sink);
  }
  std::atomic<bool> was_away{false};
};

// Nodes that wait until they are let go.
class Door {
 public:
  void Open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void Shut() {
    const std::lock_guard lock(mutex_);
    open_ = false;
  }
  void Pass() {
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    --inside_;
  }
  void AwaitInside(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return inside_ == count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = true;
  int inside_ = 0;
};

const std::string kYaml = R"(
dashflow: 1
name: step
state: {log: {reduce: append}}
nodes: {a: {type: test.door}, b: {type: test.ask}}
edges: [START -> a -> b]
)";

const std::string kPlain = R"(
dashflow: 1
name: plain
state: {log: {reduce: append}}
nodes: {a: {type: test.door}}
edges: [START -> a]
)";

class Desk : public ::testing::Test {
 protected:
  Desk() : host(HostFixture::On::kTbb) {
    host.UseStore(store);
    host.types.Add("test.door",
                   {.inputs = {}, .outputs = {"log"}, .exec = graph::ExecClass::kBlocking},
                   [this](Call& call) {
                     door.Pass();
                     call.Emit(0, call.Text(graph::CallText::kNode));
                     return Outcome::kDone;
                   });
    host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      const Value* answer = call.Interrupt("go on?", {});
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
    Open({});
  }
  ~Desk() override { door.Open(); }

  void Open(const RunQueue::Limits& limits, const RunDesk::Parts::Bounds& bounds = {}) {
    desk = std::make_shared<RunDesk>(RunDesk::Parts{
        .engine = host.engine(),
        .store = *seen,
        .clock = clock,
        .program_of = [this](const RunOrder& order) -> Result<engine::ProgramPtr> {
          return host.engine().Load(host.types.Compile(order.graph == "plain" ? kPlain : kYaml));
        },
        .on_end = on_end,
        .limits = limits,
        .bounds = bounds});
  }

  RunOrder Order(const std::string& thread, const std::string& kwargs = R"({"input": {}})") {
    RunOrder order;
    order.created = clock.Now();
    order.run = ToString(NewUuid(order.created, random));
    order.thread = thread;
    order.graph = "plain";
    order.strategy = "enqueue";
    order.kwargs = Json(kwargs);
    return order;
  }

  using Ending = std::future<RunOutcome>;
  Ending Begin(const LiveRunPtr& run) {
    auto ended = std::make_shared<std::promise<RunOutcome>>();
    run->WhenEnded([ended](const RunOutcome& outcome) { ended->set_value(outcome); });
    desk->Begin(run, [](const Status& stored) { ASSERT_TRUE(stored.has_value()); });
    return ended->get_future();
  }
  Ending Run(RunOrder order) {
    const LiveRunPtr run = desk->Prepare(std::move(order), nullptr);
    const Status admitted = desk->Admit(run);
    EXPECT_TRUE(admitted.has_value());
    return Begin(run);
  }

  MapStore store;
  checkpoint::Store* seen = &store;  // by the desk
  SystemClock clock;
  SeededRandom random{7};
  Door door;
  HostFixture host;  // its runs end before what is above
  std::function<void(const RunOrder&, const RunOutcome&)> on_end{};
  RunDeskPtr desk;
};

TEST_F(Desk, RunsAnOrderAndStoresHowItEnded) {
  const RunOrder order = Order("t");
  const RunOutcome outcome = Run(order).get();
  EXPECT_EQ(outcome.status, OrderStatus::kSuccess);
  EXPECT_EQ(outcome.values, Json(R"({"log":["a"]})"));
  EXPECT_EQ(OrderDirectory(store).Get(order.run)->status, OrderStatus::kSuccess);
  EXPECT_EQ(checkpoint::RunDirectory(store).Get(order.run)->thread, "t");
}

TEST_F(Desk, TellsWhatItStreams) {
  const StreamAsk ask = *StreamAskOf(Json(R"({"stream_mode": ["values", "updates"]})"));
  const RunOrder order = Order("t", R"({"input": {"log": ["in"]}})");
  const LiveRunPtr run = desk->Prepare(order, &ask);
  const auto body = std::make_shared<FakeBody>();
  run->stream()->Join(body, {});
  ASSERT_TRUE(desk->Admit(run).has_value());
  Begin(run).get();
  EXPECT_THAT(body->Events(), ElementsAre("metadata 0", "values 1", "updates 2", "values 3"));
  EXPECT_THAT(body->text(), HasSubstr("data: {\"run_id\":\"" + order.run + "\",\"attempt\":1}"));
  EXPECT_TRUE(body->closed());
}

TEST_F(Desk, GoesOnWithAnAnswer) {
  RunOrder first = Order("t");
  first.graph = "step";
  const RunOutcome waiting = Run(first).get();
  EXPECT_EQ(waiting.status, OrderStatus::kSuccess);
  EXPECT_EQ(waiting.values.Find("__interrupt__")->At(0).Find("value")->as_text(), "go on?");
  RunOrder second = Order("t", R"({"command": {"resume": "yes"}})");
  second.graph = "step";
  EXPECT_EQ(Run(second).get().values, Json(R"({"log":["a","yes"]})"));
}

TEST_F(Desk, RefusesASecondRunThatDoesNotWait) {
  door.Shut();
  Ending first = Run(Order("t"));
  RunOrder order = Order("t");
  order.strategy = "reject";
  const Status refused = desk->Admit(desk->Prepare(order, nullptr));
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "thread_busy");
  door.Open();
  first.get();
}

TEST_F(Desk, RefusesWhatIsMoreThanMayWait) {
  Open({.runs = 1}, {.waiting = 2, .waiting_of_owner = 1});
  door.Shut();
  Ending first = Run(Order("t"));
  const auto refused = [this](const std::string& owner) {
    RunOrder order = Order("u" + std::to_string(desk->counts().waiting));
    order.owner = owner;
    const Status admitted = desk->Admit(desk->Prepare(order, nullptr));
    return admitted.has_error() ? std::string(admitted.error().code()) + " " +
                                      std::string(admitted.error().resource())
                                : "";
  };
  EXPECT_EQ(refused("ann"), "");
  EXPECT_EQ(refused("ann"), "queue_full limits.waiting_of_key");
  EXPECT_EQ(refused("bob"), "");
  EXPECT_EQ(refused("eve"), "queue_full limits.waiting");
  desk->Close();
  door.Open();
  first.get();
}

TEST_F(Desk, LetsAnAnswerGoBeforeWhatIsNew) {
  RunOrder first = Order("asks");
  first.graph = "step";
  Run(first).get();
  Open({.runs = 1});
  door.Shut();
  Ending slow = Run(Order("t"));
  std::vector<std::string> order;
  std::mutex mutex;
  const auto note = [&](const RunOrder& one) {
    const LiveRunPtr run = desk->Prepare(one, nullptr);
    run->WhenEnded([&, thread = one.thread](const RunOutcome&) {
      const std::lock_guard lock(mutex);
      order.push_back(thread);
    });
    EXPECT_TRUE(desk->Admit(run).has_value());
    return Begin(run);
  };
  Ending fresh = note(Order("new"));
  RunOrder answer = Order("asks", R"({"command": {"resume": "yes"}})");
  answer.graph = "step";
  Ending answered = note(answer);
  door.Open();
  slow.get();
  answered.get();
  fresh.get();
  EXPECT_THAT(order, ElementsAre("asks", "new"));
}

TEST_F(Desk, LetsRunsOfAThreadFollowEachOther) {
  door.Shut();
  Ending first = Run(Order("t"));
  Ending second = Run(Order("t"));
  EXPECT_EQ(desk->counts().running, 1U);
  EXPECT_EQ(desk->counts().waiting, 1U);
  door.Open();
  first.get();
  EXPECT_EQ(second.get().values, Json(R"({"log":["a","a"]})"));
}

TEST_F(Desk, CancelsTheRunInItsWayAndBegins) {
  door.Shut();
  const RunOrder slow = Order("t");
  Ending first = Run(slow);
  door.AwaitInside(1);
  RunOrder order = Order("t");
  order.strategy = "interrupt";
  Ending second = Run(order);
  EXPECT_EQ(first.get().status, OrderStatus::kInterrupted);
  door.Open();
  EXPECT_EQ(second.get().status, OrderStatus::kSuccess);
}

TEST_F(Desk, UndoesTheRunInItsWay) {
  Run(Order("t")).get();
  door.Shut();
  const RunOrder slow = Order("t");
  Ending first = Run(slow);
  door.AwaitInside(1);
  RunOrder order = Order("t");
  order.strategy = "rollback";
  Ending second = Run(order);
  first.get();
  door.Open();
  EXPECT_EQ(second.get().values, Json(R"({"log":["a","a"]})"));
  EXPECT_EQ(OrderDirectory(store).Get(slow.run).error().code(), "run_not_found");
}

TEST_F(Desk, LeavesNothingOfAThreadWhoseOnlyRunIsUndone) {
  door.Shut();
  const RunOrder order = Order("t");
  Ending run = Run(order);
  door.AwaitInside(1);
  ASSERT_TRUE(desk->Cancel(order.run, CancelAction::kRollback, {}).has_value());
  run.get();
  EXPECT_TRUE(checkpoint::Directory(store).Get("t").has_error());
}

TEST_F(Desk, CancelsARunThatWaits) {
  door.Shut();
  Ending first = Run(Order("t"));
  const RunOrder order = Order("t");
  Ending second = Run(order);
  ASSERT_TRUE(desk->Cancel(order.run, CancelAction::kInterrupt, {}).has_value());
  EXPECT_EQ(second.get().status, OrderStatus::kInterrupted);
  door.Open();
  EXPECT_EQ(first.get().status, OrderStatus::kSuccess);
}

TEST_F(Desk, TakesUpWhatWaitsInTheStore) {
  const RunOrder order = Order("t");
  ASSERT_TRUE(OrderDirectory(store).PutAndWait(order).has_value());
  door.Shut();
  ASSERT_TRUE(desk->Open().has_value());
  desk->GoOn();
  door.AwaitInside(1);
  const auto run = desk->Follow(order.run);
  ASSERT_TRUE(run.has_value() && *run);
  std::promise<RunOutcome> ended;
  (*run)->WhenEnded([&ended](const RunOutcome& outcome) { ended.set_value(outcome); });
  door.Open();
  EXPECT_EQ(ended.get_future().get().status, OrderStatus::kSuccess);
}

TEST_F(Desk, BeginsAnOrderOnceTheStoreTellsOfIt) {
  const RunOrder order = Order("t");
  ASSERT_TRUE(OrderDirectory(store).PutAndWait(order).has_value());
  AwayOnce away(store);
  seen = &away;
  std::promise<std::string> ended;
  on_end = [&ended](const RunOrder& told, const RunOutcome&) { ended.set_value(told.run); };
  Open({});
  ASSERT_TRUE(desk->Open().has_value());
  desk->GoOn();
  EXPECT_EQ(ended.get_future().get(), order.run);
  EXPECT_TRUE(away.was_away);
  host.engine().AwaitRuns(std::chrono::minutes(1));
  desk->AwaitCalls();
  desk.reset();
}

// As after a restart: the engine's record says that it began, and nobody runs it.
TEST_F(Desk, HearsOfAnOrderThatSomebodyElseGoesOnWith) {
  RunOrder order = Order("t");
  order.graph = "step";
  const Value waiting = Run(order).get().values;
  ASSERT_TRUE(OrderDirectory(store).PutAndWait(order).has_value());
  checkpoint::ThreadRecord thread = *checkpoint::Directory(store).Get("t");
  checkpoint::RunRecord run = *checkpoint::RunDirectory(store).Get(order.run);
  thread.status = run.status = checkpoint::ThreadStatus::kRunning;
  ASSERT_TRUE(checkpoint::PutEnd(store, thread, run).has_value());
  Open({});
  host.engine().UseAudience(*desk);
  ASSERT_TRUE(desk->Open().has_value());
  EXPECT_EQ(desk->Get(order.run)->status, OrderStatus::kRunning);
  const LiveRunPtr live = *desk->Follow(order.run);
  std::promise<RunOutcome> ended;
  live->WhenEnded([&ended](const RunOutcome& outcome) { ended.set_value(outcome); });
  const auto body = std::make_shared<FakeBody>();
  live->stream()->Join(body, {});
  host.Resume("t", kYaml, {{.id = "", .value = "yes"}});
  EXPECT_EQ(ended.get_future().get().values, Json(R"({"log":["a","yes"]})"));
  EXPECT_THAT(body->Events(),
              ElementsAre("metadata 4294967296", "values 4294967297", "values 4294967298"));
  EXPECT_THAT(body->text(), HasSubstr("\"attempt\":2"));
}

TEST_F(Desk, KeepsWhatAResumableRunTells) {
  const StreamAsk ask =
      *StreamAskOf(Json(R"({"stream_mode": "values", "stream_resumable": true})"));
  const RunOrder order = Order("t", R"({"input": {"log": ["in"]}})");
  const LiveRunPtr run = desk->Prepare(order, &ask);
  const auto body = std::make_shared<FakeBody>();
  run->stream()->Join(body, {});
  ASSERT_TRUE(desk->Admit(run).has_value());
  Begin(run).get();
  const auto kept = *FrameShelf(store, clock).Read(order.run);
  std::string text;
  for (const FramePtr& frame : kept) text += frame->Text();
  EXPECT_EQ(text, body->text());
  EXPECT_EQ(kept.size(), 3U);
  ASSERT_TRUE(OrderDirectory(store).Erase(order.run).has_value());
  EXPECT_TRUE(FrameShelf(store, clock).Read(order.run)->empty());
}

TEST_F(Desk, TellsAgainOnlyWhatIsNew) {
  RunOrder order = Order("t", R"({"input": {"log": "in"}})");
  order.kwargs = order.kwargs.Set("stream_resumable", true);
  const StreamAsk ask = *StreamAskOf(order.kwargs);
  const LiveRunPtr first = desk->Prepare(order, &ask);
  first->stream()->Push("metadata", {});
  first->stream()->Push("values", Json(R"({"log":["in"]})"));
  first->stream()->Push("updates", {});
  order.attempt = 2;
  const LiveRunPtr second = desk->Prepare(order, &ask);
  const auto body = std::make_shared<FakeBody>();
  second->stream()->Join(body, {.from = 1});
  ASSERT_TRUE(desk->Admit(second).has_value());
  Begin(second).get();
  EXPECT_THAT(body->Events(),
              ElementsAre("values 1", "updates 2", "metadata 4294967296", "values 4294967297"));
  EXPECT_THAT(body->text(), HasSubstr("\"attempt\":2,\"superseded_after\":1}"));
}

TEST_F(Desk, RunsNoMoreAtATimeThanItsLimit) {
  Open({.runs = 2});
  door.Shut();
  std::vector<Ending> runs;
  for (int i = 0; i < 5; ++i) runs.push_back(Run(Order("t" + std::to_string(i))));
  door.AwaitInside(2);
  EXPECT_EQ(desk->counts().running, 2U);
  EXPECT_EQ(desk->counts().waiting, 3U);
  door.Open();
  for (Ending& run : runs) EXPECT_EQ(run.get().status, OrderStatus::kSuccess);
}

TEST_F(Desk, TellsAgainOfATemporaryOrderThatWasNotErased) {
  const RunOrder order = Order("t", R"({"input": {}, "temporary": true})");
  EXPECT_EQ(Run(order).get().status, OrderStatus::kSuccess);
  host.engine().AwaitRuns(std::chrono::minutes(1));
  std::vector<std::string> ended;
  on_end = [&ended](const RunOrder& told, const RunOutcome&) { ended.push_back(told.run); };
  Open({});
  ASSERT_TRUE(desk->Open().has_value());
  EXPECT_THAT(ended, ElementsAre(order.run));
}

TEST_F(Desk, KeepsOnlyATicketOfWhatNobodyFollows) {
  Open({.runs = 1});
  door.Shut();
  Ending first = Run(Order("t"));
  door.AwaitInside(1);
  const RunOrder order = Order("u");
  LiveRunPtr run = desk->Prepare(order, nullptr);
  ASSERT_TRUE(desk->Admit(run).has_value());
  desk->Begin(run, [](const Status&) {});
  const std::weak_ptr<LiveRun> left = std::exchange(run, nullptr);
  while (!left.expired()) std::this_thread::yield();
  EXPECT_EQ(desk->counts().waiting, 1U);
  const auto again = desk->Follow(order.run);
  ASSERT_TRUE(again.has_value() && *again);
  std::promise<RunOutcome> ended;
  (*again)->WhenEnded([&ended](const RunOutcome& outcome) { ended.set_value(outcome); });
  door.Open();
  EXPECT_EQ(first.get().status, OrderStatus::kSuccess);
  EXPECT_EQ(ended.get_future().get().status, OrderStatus::kSuccess);
}

TEST_F(Desk, SaysWhyARunCouldNotBegin) {
  const RunOutcome outcome = Run(Order("t", R"({"command": {"resume": 1}})")).get();
  EXPECT_EQ(outcome.status, OrderStatus::kError);
  EXPECT_FALSE(outcome.began);
  EXPECT_EQ(outcome.error->code(), "thread_not_found");
}

TEST_F(Desk, KeepsAnInputThatIsLargerThanARecord) {
  RunOrder order = Order("t");
  order.kwargs = Value::EmptyObject().Set(
      "input", Value::EmptyObject().Set(
                   "log", Value::EmptyArray().Append(std::string(std::size_t{3} << 20, 'x'))));
  ASSERT_TRUE(OrderDirectory(store).PutAndWait(order).has_value());
  EXPECT_EQ(OrderDirectory(store).Get(order.run)->kwargs, order.kwargs);
  ASSERT_TRUE(OrderDirectory(store).Erase(order.run).has_value());
  EXPECT_EQ(store.records(), 0U);
}

}  // namespace
}  // namespace dashflow::api
