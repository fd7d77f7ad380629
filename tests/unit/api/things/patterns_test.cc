// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/api/crons/cron.h"
#include "host/api/request/ids.h"
#include "host/api/runs/order_body.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"
#include "host/value/json.h"
#include "tests/unit/api/things/api_fixture.h"

namespace dashflow::testing {
namespace {

// Callers have every scope here, and the patterns hold nevertheless.
class ApiPatterns : public ::testing::Test {
 protected:
  // From here on the caller is one for the plain workflow alone.
  void Limit() { api.caller.workflows = {"pl*"}; }
  void ExpectUnknown(const std::string& request, std::string_view body = {}) {
    const Answered refused = api.Call(request, body);
    EXPECT_EQ(refused.status, 404) << request;
    EXPECT_EQ(refused.code(), "assistant_not_found") << request;
  }
  std::string OrderError(const std::string& thread, const std::string& body) {
    const auto order = api::OrderOf(api.service, api.caller, thread, Json(body));
    return order.has_error() ? order.error().code() : "";
  }

  ApiFixture api;
};

TEST_F(ApiPatterns, HideAssistantsOfOtherWorkflows) {
  const std::string made =
      api.Call("POST /assistants", R"({"graph_id": "agent"})").text("assistant_id");
  Limit();
  for (const std::string& name : {std::string("agent"), api::DefaultAssistantId("agent"), made}) {
    ExpectUnknown("GET /assistants/" + name);
    ExpectUnknown("GET /assistants/" + name + "/graph");
    ExpectUnknown("PATCH /assistants/" + name, "{}");
    ExpectUnknown("DELETE /assistants/" + name);
  }
  EXPECT_EQ(api.Call("GET /assistants/plain").status, 200);
  EXPECT_EQ(api.Call("POST /assistants/count", "{}").body, Value(1));
  const Value found = api.Call("POST /assistants/search", "{}").body;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(*found.At(0).Find("graph_id"), Value("plain"));
}

TEST_F(ApiPatterns, HoldForWhatAnAssistantBecomes) {
  const std::string id =
      api.Call("POST /assistants", R"({"graph_id": "agent"})").text("assistant_id");
  api.Call("PATCH /assistants/" + id, R"({"graph_id": "plain"})");
  Limit();
  ExpectUnknown("POST /assistants", R"({"graph_id": "agent"})");
  ExpectUnknown("PATCH /assistants/" + id, R"({"graph_id": "agent"})");
  ExpectUnknown("POST /assistants/" + id + "/latest", R"({"version": 1})");
  EXPECT_EQ(api.Call("POST /assistants/" + id + "/versions", "{}").body.size(), 1U);
}

TEST_F(ApiPatterns, HoldForOrders) {
  const std::string thread = api.NewThread();
  Limit();
  EXPECT_EQ(OrderError("", R"({"assistant_id": "agent"})"), "assistant_not_found");
  EXPECT_EQ(OrderError(thread, R"({"assistant_id": "agent"})"), "assistant_not_found");
  EXPECT_EQ(OrderError(thread, R"({"assistant_id": "plain"})"), "");
}

// Those that a thread has begun go on from the store.
TEST_F(ApiPatterns, HoldForWorkflowsThatAreNotServedAnyMore) {
  engine::RunRequest request;
  request.thread = api.NewThread(R"({"metadata": {"graph_id": "pl-gone"}})");
  request.input = Json("{}");
  const std::string thread = request.thread;
  api.service.engine.Start(api.workflows.Find("plain").value().program, std::move(request))
      .value()
      .Wait();
  Limit();
  EXPECT_EQ(OrderError(thread, R"({"assistant_id": "pl-gone"})"), "");
  api.caller.workflows = {"agent"};
  EXPECT_NE(OrderError(thread, R"({"assistant_id": "pl-gone"})"), "");
}

TEST_F(ApiPatterns, HideThreadsOnOtherWorkflows) {
  const std::string thread = api.ThreadThatAsks();
  const std::string fresh = api.NewThread(R"({"metadata": {"graph_id": "agent"}})");
  Limit();
  EXPECT_EQ(api.Call("GET /threads/" + thread).code(), "thread_not_found");
  EXPECT_EQ(api.Call("GET /threads/" + thread + "/state").code(), "thread_not_found");
  EXPECT_EQ(api.Call("POST /threads/search", "{}").body.size(), 1U);
  EXPECT_EQ(api.Call("GET /threads/" + fresh).status, 200) << "it has no state yet";
}

TEST_F(ApiPatterns, HoldForStatesMadeByHand) {
  Limit();
  for (const char* const name : {"graph_id", "assistant_id"}) {
    const std::string thread =
        api.NewThread(R"({"metadata": {")" + std::string(name) + R"(": "agent"}})");
    ExpectUnknown("POST /threads/" + thread + "/state", R"({"values": {"n": 1}})");
  }
  ExpectUnknown("POST /threads", R"({"graph_id": "agent", "supersteps": [
    {"updates": [{"values": {"n": 1}, "as_node": "__start__"}]}]})");
}

TEST_F(ApiPatterns, HoldForCrons) {
  const std::string cron = R"({"schedule": "* * * * *", "assistant_id": )";
  const std::string other = api.Call("POST /runs/crons", cron + R"("agent"})").text("cron_id");
  Limit();
  ExpectUnknown("POST /runs/crons", cron + R"("agent"})");
  EXPECT_EQ(api.Call("DELETE /runs/crons/" + other).code(), "cron_not_found");
  EXPECT_EQ(api.Call("POST /runs/crons/count", "{}").body, Value(0));
  const std::string own = api.Call("POST /runs/crons", cron + R"("plain"})").text("cron_id");
  EXPECT_EQ(api.Call("POST /runs/crons/count", "{}").body, Value(1));
  const auto stored =
      checkpoint::Documents(api.store, checkpoint::kCronSpace).Get(own).value().value();
  EXPECT_EQ(api::CronOf(stored).patterns, api.caller.workflows);
}

}  // namespace
}  // namespace dashflow::testing
