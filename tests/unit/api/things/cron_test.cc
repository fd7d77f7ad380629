// SPDX-License-Identifier: Apache-2.0
#include "host/api/crons/cron.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <set>

#include "host/api/crons/timetable.h"
#include "host/api/meter.h"
#include "host/api/request/ids.h"
#include "host/event/event.h"
#include "host/value/json.h"
#include "tests/unit/api/things/api_fixture.h"

namespace dashflow::testing {
namespace {

using std::chrono::minutes;

struct Ordered {
  std::string owner;
  std::vector<std::string> workflows;
  std::string thread;
  std::string run;
  Value body;
};

class ApiCron : public ::testing::Test {
 protected:
  ApiCron() {
    order = [this](const http::Caller& caller, const std::string& thread, const std::string& run,
                   const Value& body) -> Status {
      if (refusal) return *refusal;
      ordered.push_back({caller.owner, caller.workflows, thread, run, body});
      return Ok();
    };
    Restart();
  }
  ~ApiCron() override { api.service.timetable->Stop(); }

  // As a host that is started again.
  void Restart() {
    if (api.service.timetable) api.service.timetable->Stop();
    api.service.timetable = std::make_shared<api::Timetable>(api.service, log, order);
    api.service.timetable->Look();
  }
  std::string Make(const std::string& more = "", const std::string& path = "/runs/crons") {
    const Answered made = api.Call(
        "POST " + path, R"({"assistant_id": "agent", "schedule": "*/10 * * * *")" + more + "}");
    EXPECT_EQ(made.status, 200) << ToJson(made.body);
    return made.text("cron_id");
  }
  Value Find(const std::string& body = "{}") {
    return api.Call("POST /runs/crons/search", body).body;
  }

  ApiFixture api;
  NullLog log;
  api::Timetable::Orderer order;
  std::vector<Ordered> ordered;
  std::optional<Error> refusal;
};

TEST_F(ApiCron, IsMadeAndFound) {
  const std::string id =
      Make(R"(, "input": {"n": 1}, "metadata": {"a": 1}, "timezone": "Europe/Berlin")");
  const Value found = Find();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(*found.At(0).Find("cron_id"), Value(id));
  EXPECT_EQ(*found.At(0).Find("assistant_id"), Value(api::DefaultAssistantId("agent")));
  EXPECT_EQ(*found.At(0).Find("thread_id"), Value());
  EXPECT_EQ(*found.At(0).Find("payload")->Find("input"), Json(R"({"n": 1})"));
  EXPECT_EQ(*found.At(0).Find("timezone"), Value("Europe/Berlin"));
  EXPECT_TRUE(found.At(0).Find("next_run_date")->is_string());
  EXPECT_EQ(Find(R"({"assistant_id": "plain"})").size(), 0U);
  EXPECT_EQ(Find(R"({"metadata": {"a": 1}, "assistant_id": "agent"})").size(), 1U);
  EXPECT_EQ(api.Call("POST /runs/crons/count", R"({"enabled": false})").body, Value(0));
}

TEST_F(ApiCron, IsRefusedWhenItDoesNotFit) {
  const auto status = [this](std::string_view body) {
    return api.Call("POST /runs/crons", body).status;
  };
  EXPECT_EQ(status(R"({"assistant_id": "agent", "schedule": "soon"})"), 422);
  EXPECT_EQ(status(R"({"assistant_id": "nobody", "schedule": "* * * * *"})"), 404);
  EXPECT_EQ(status(R"({"assistant_id": "agent"})"), 422);
  EXPECT_EQ(status(R"({"assistant_id": "agent", "schedule": "* * * * *", "end_time": "x"})"), 422);
  const Answered unknown = api.Call("DELETE /runs/crons/01a22e46-0000-4000-8000-000000000001");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.code(), "cron_not_found");
  EXPECT_EQ(api.Call("POST /threads/01a22e46-0000-4000-8000-000000000001/runs/crons",
                     R"({"assistant_id": "agent", "schedule": "* * * * *"})")
                .status,
            404);
}

TEST_F(ApiCron, OrdersARunEachTime) {
  const std::string thread = api.NewThread();
  Make(R"(, "input": {"n": 1})", "/threads/" + thread + "/runs/crons");
  api.host.Pass(minutes(25));
  ASSERT_EQ(ordered.size(), 2U);
  EXPECT_EQ(ordered[0].thread, thread);
  EXPECT_EQ(*ordered[0].body.Find("input"), Json(R"({"n": 1})"));
  EXPECT_EQ(ordered[0].body.Find("schedule"), nullptr);
  EXPECT_LT(ordered[0].run, ordered[1].run);
  EXPECT_EQ(ordered[0].run[14], '7');
}

TEST_F(ApiCron, KeepsToTheWorkflowsOfWhoMadeIt) {
  api.caller.workflows = {"ag*", "x"};
  Make();
  api.host.Pass(minutes(11));
  ASSERT_EQ(ordered.size(), 1U);
  EXPECT_EQ(ordered[0].workflows, api.caller.workflows);
}

TEST_F(ApiCron, SaysWhatBecomesOfItsThreads) {
  Make();
  Make(R"(, "on_run_completed": "keep")");
  api.host.Pass(minutes(11));
  ASSERT_EQ(ordered.size(), 2U);
  std::set<std::string> completions;
  for (const Ordered& one : ordered) completions.emplace(one.body.Find("on_completion")->as_text());
  EXPECT_EQ(completions, (std::set<std::string>{"delete", "keep"}));
}

TEST_F(ApiCron, StopsAtItsEndAndWhenItIsDisabledOrDeleted) {
  const std::string end = ToJson(Value(event::FormatTime(api.service.clock.Now() + minutes(15))));
  Make(R"(, "end_time": )" + end);
  const std::string disabled = Make();
  const std::string deleted = Make();
  api.host.Pass(minutes(11));
  EXPECT_EQ(ordered.size(), 3U);
  EXPECT_EQ(api.Call("PATCH /runs/crons/" + disabled, R"({"enabled": false})")["next_run_date"],
            Value());
  EXPECT_EQ(api.Call("DELETE /runs/crons/" + deleted).status, 204);
  api.host.Pass(minutes(30));
  EXPECT_EQ(ordered.size(), 3U);
  api.Call("PATCH /runs/crons/" + disabled, R"({"enabled": true})");
  api.host.Pass(minutes(11));
  EXPECT_EQ(ordered.size(), 4U);
}

TEST_F(ApiCron, FiresOnceForWhatWasMissed) {
  Make();
  api.service.timetable->Stop();
  api.host.Pass(minutes(55));
  EXPECT_TRUE(ordered.empty());
  Restart();
  EXPECT_EQ(ordered.size(), 1U);
  api.host.Pass(minutes(11));
  EXPECT_EQ(ordered.size(), 2U);
}

TEST_F(ApiCron, OrdersTheSameRunAgainWhenItCouldNotBefore) {
  Make();
  refusal = Error("store_unavailable", "the store is away");
  api.host.Pass(minutes(11));
  refusal.reset();
  Restart();
  ASSERT_EQ(ordered.size(), 1U);
  EXPECT_TRUE(api::IsUuid(ordered[0].run));
  Restart();
  EXPECT_EQ(ordered.size(), 1U);
}

TEST_F(ApiCron, GivesUpATimeThatNeverCan) {
  Make();
  refusal = Error("thread_not_found", "the thread is gone");
  api.host.Pass(minutes(11));
  refusal.reset();
  Restart();
  EXPECT_TRUE(ordered.empty());
  api.host.Pass(minutes(11));
  EXPECT_EQ(ordered.size(), 1U);
}

TEST_F(ApiCron, WhatIsDoneByTheClockIsCounted) {
  telemetry::Registry registry;
  const auto meter = std::make_shared<api::Meter>(registry);
  api.service.meter = meter;
  Make();
  api.NewThread(R"({"ttl": 30})");
  api.service.timetable->Stop();
  api.host.Pass(minutes(55));
  refusal = Error("store_unavailable", "the store is away");
  Restart();
  EXPECT_EQ(meter->crons_missed.value(), 4U);
  EXPECT_EQ(meter->crons_failed.value(), 1U);
  EXPECT_EQ(meter->crons_due.value(), 1);
  EXPECT_EQ(meter->threads_expired.value(), 1U);
  refusal.reset();
  Restart();
  EXPECT_EQ(meter->crons_fired.value(), 1U);
  EXPECT_EQ(meter->crons_due.value(), 0);
  api.service.meter.reset();
}

TEST_F(ApiCron, IsItsOwnersAlone) {
  api.caller = {.owner = "ann", .name = "", .scopes = 0x0f};
  const std::string id = Make();
  api.caller.owner = "bob";
  EXPECT_EQ(Find().size(), 0U);
  EXPECT_EQ(api.Call("DELETE /runs/crons/" + id).status, 404);
  api.host.Pass(minutes(11));
  ASSERT_EQ(ordered.size(), 1U);
  EXPECT_EQ(ordered[0].owner, "ann");
}

TEST_F(ApiCron, ThreadsGoWhenTheirTimeIsOver) {
  const std::string kept = api.NewThread();
  const std::string gone = api.NewThread(R"({"ttl": 30})");
  api.host.Pass(minutes(29));
  EXPECT_EQ(api.Call("GET /threads/" + gone).status, 200);
  api.host.Pass(minutes(2));
  EXPECT_EQ(api.Call("GET /threads/" + gone).status, 404);
  EXPECT_EQ(api.Call("GET /threads/" + kept).status, 200);
}

TEST_F(ApiCron, ThreadsArePrunedOnceWhenTheirTimeIsOver) {
  const std::string id = api.ThreadThatAsks();
  api.Call("PATCH /threads/" + id, R"({"ttl": {"ttl": 30, "strategy": "keep_latest"}})");
  api.host.Pass(minutes(31));
  const Value history = api.Call("GET /threads/" + id + "/history").body;
  EXPECT_EQ(history.size(), 1U);
  api.host.Pass(minutes(31));
  EXPECT_EQ(api.Call("GET /threads/" + id + "/history").body, history);
}

}  // namespace
}  // namespace dashflow::testing
