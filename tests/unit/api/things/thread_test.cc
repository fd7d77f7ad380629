// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/value/json.h"
#include "tests/unit/api/things/api_fixture.h"

namespace dashflow::testing {
namespace {

constexpr const char* kId = "01a22e46-0000-4000-8000-000000000001";

class ApiThread : public ::testing::Test {
 protected:
  std::vector<std::string> Found(std::string_view body) {
    std::vector<std::string> ids;
    last_ = api.Call("POST /threads/search", body);
    for (std::size_t i = 0; i < last_.body.size(); ++i)
      ids.emplace_back(last_.body.At(i).Find("thread_id")->as_text());
    return ids;
  }

  // As `dashflow run plain --thread ID`.
  void Run(const std::string& thread) {
    engine::RunRequest request;
    request.thread = thread;
    request.input = Value::EmptyObject();
    const auto served = api.workflows.Find("plain").value();
    api.service.engine.Start(served.program, std::move(request)).value().Wait();
  }

  ApiFixture api;
  Answered last_;
};

TEST_F(ApiThread, IsMadeAndRead) {
  const Answered made = api.Call("POST /threads", R"({"metadata": {"a": 1}})");
  EXPECT_EQ(made.status, 200);
  EXPECT_EQ(made["status"], Value("idle"));
  EXPECT_EQ(made["metadata"], Json(R"({"a": 1})"));
  EXPECT_EQ(made.body.Find("values"), nullptr);
  const Answered read = api.Call("GET /threads/" + made.text("thread_id"));
  EXPECT_EQ(read.body, made.body);
}

TEST_F(ApiThread, IsMadeOnceWithAnId) {
  const std::string body = R"({"thread_id": ")" + std::string(kId) + R"(", "if_exists": )";
  EXPECT_EQ(api.Call("POST /threads", body + "null}").status, 200);
  EXPECT_EQ(api.Call("POST /threads", body + R"("raise"})").status, 409);
  const Answered again = api.Call("POST /threads", body + R"("do_nothing"})");
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.text("thread_id"), kId);
}

TEST_F(ApiThread, IsRefusedWithWordsWhenItIsUnknown) {
  const Answered unknown = api.Call(std::string("GET /threads/") + kId);
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.text("detail"), "Thread with ID " + std::string(kId) + " not found");
  EXPECT_EQ(api.Call("GET /threads/bad").status, 422);
  EXPECT_EQ(api.Call("POST /threads", R"({"thread_id": "bad"})").status, 422);
  EXPECT_EQ(api.Call("POST /threads", R"({"metadata": 7})").status, 422);
}

TEST_F(ApiThread, ShowsWhereItStandsAfterARun) {
  const Answered thread = api.Call("GET /threads/" + api.ThreadThatAsks());
  EXPECT_EQ(thread["status"], Value("interrupted"));
  EXPECT_EQ(thread["values"], Json(R"({"n": 5, "log": [2, 3, 4, 5]})"));
  const Value* const asked = thread["interrupts"].Find("ask");
  ASSERT_NE(asked, nullptr) << ToJson(thread.body);
  EXPECT_EQ(*asked->At(0).Find("value"), Value(5));
  EXPECT_FALSE(asked->At(0).Find("id")->as_text().empty());
}

TEST_F(ApiThread, OfTheCommandLineIsServedToo) {
  Run("named-by-hand");
  const Answered thread = api.Call("GET /threads/named-by-hand");
  EXPECT_EQ(thread["status"], Value("idle"));
  EXPECT_EQ(*thread["metadata"].Find("graph_id"), Value("plain"));
  EXPECT_EQ(Found("{}"), (std::vector<std::string>{"named-by-hand"}));
}

TEST_F(ApiThread, GetsMetadataAdded) {
  const std::string id = api.NewThread(R"({"metadata": {"a": 1, "b": 2}})");
  const Answered changed = api.Call("PATCH /threads/" + id, R"({"metadata": {"b": 3, "c": 4}})");
  EXPECT_EQ(changed["metadata"], Json(R"({"a": 1, "b": 3, "c": 4})"));
}

TEST_F(ApiThread, IsDeletedWithAllThatItHas) {
  const std::string id = api.ThreadThatAsks();
  EXPECT_EQ(api.Call("DELETE /threads/" + id).status, 204);
  EXPECT_EQ(api.Call("GET /threads/" + id).status, 404);
  EXPECT_TRUE(api.store.Keys(checkpoint::kApiThreadSpace).empty());
  EXPECT_TRUE(api.store.Keys(checkpoint::kThreadSpace).empty());
}

TEST_F(ApiThread, IsNotDeletedWhileARunOfItWaits) {
  const std::string id = api.NewThread();
  api.service.has_open_run = [&id](const std::string& thread) { return thread == id; };
  EXPECT_EQ(api.Call("GET /threads/" + id)["status"], Value("busy"));
  EXPECT_EQ(api.Call("DELETE /threads/" + id).status, 409);
  api.service.has_open_run = {};
  EXPECT_EQ(api.Call("DELETE /threads/" + id).status, 204);
}

TEST_F(ApiThread, IsDeletedByTheCommandLineWithWhatTheApiKeeps) {
  const std::string id = api.ThreadThatAsks();
  ASSERT_FALSE(api.service.engine.DeleteThread(id).has_error());
  EXPECT_EQ(api.Call("GET /threads/" + id).status, 404);
}

TEST_F(ApiThread, IsCopiedWithItsHistory) {
  const std::string id = api.ThreadThatAsks();
  const Answered copy = api.Call("POST /threads/" + id + "/copy");
  EXPECT_EQ(copy.status, 200);
  EXPECT_NE(copy.text("thread_id"), id);
  EXPECT_EQ(copy["values"], api.Call("GET /threads/" + id)["values"]);
  EXPECT_EQ(copy["metadata"], Json(R"({"graph_id": "agent"})"));
}

TEST_F(ApiThread, IsFoundByWhatItHas) {
  const std::string asks = api.ThreadThatAsks();
  const std::string idle = api.NewThread(R"({"metadata": {"team": {"name": "x", "size": 3}}})");
  using Ids = std::vector<std::string>;
  EXPECT_EQ(Found(R"({"status": "interrupted"})"), Ids{asks});
  EXPECT_EQ(Found(R"({"metadata": {"team": {"name": "x"}}})"), Ids{idle});
  EXPECT_EQ(Found(R"({"values": {"n": 5}})"), Ids{asks});
  EXPECT_EQ(Found(R"({"values": {"n": 6}})"), Ids{});
  EXPECT_EQ(Found(R"({"ids": [")" + idle + R"("]})"), Ids{idle});
  EXPECT_EQ(api.Call("POST /threads/count", R"({"status": "idle"})").body, Value(1));
  EXPECT_EQ(api.Call("POST /threads/search", R"({"status": "asleep"})").status, 422);
}

TEST_F(ApiThread, IsListedByPages) {
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(api.NewThread());
  std::ranges::sort(ids);
  const std::string order = R"("sort_by": "thread_id", "sort_order": "asc", "limit": 2)";
  EXPECT_EQ(Found("{" + order + "}"), (std::vector<std::string>{ids[0], ids[1]}));
  EXPECT_EQ(last_.headers["x-pagination-total"], "5");
  EXPECT_EQ(last_.headers["x-pagination-next"], "2");
  EXPECT_EQ(Found("{" + order + R"(, "offset": 4})"), (std::vector<std::string>{ids[4]}));
  EXPECT_FALSE(last_.headers.contains("x-pagination-next"));
}

TEST_F(ApiThread, ShowsWhatIsSelectedAndExtracted) {
  api.ThreadThatAsks();
  const Answered found = api.Call(
      "POST /threads/search", R"({"select": ["status"], "extract": {"last": "values.log[-1]"}})");
  EXPECT_EQ(found.body, Json(R"([{"status": "interrupted", "extracted": {"last": 5}}])"));
}

TEST_F(ApiThread, IsPruned) {
  const std::string asks = api.ThreadThatAsks();
  const std::string other = api.NewThread();
  const std::string both = R"({"thread_ids": [")" + asks + R"(", ")" + other + R"("])";
  EXPECT_EQ(api.Call("POST /threads/prune", both + R"(, "strategy": "keep_latest"})").body,
            Json(R"({"pruned_count": 2})"));
  EXPECT_EQ(api.Call("GET /threads/" + asks + "/history").body.size(), 1U);
  EXPECT_EQ(api.Call("GET /threads/" + asks)["status"], Value("interrupted"));
  api.Call("POST /threads/prune", both + "}");
  EXPECT_EQ(api.Call("GET /threads/" + asks).status, 404);
}

TEST_F(ApiThread, IsItsOwnersAlone) {
  api.caller = {.owner = "ann", .name = "", .scopes = 0x0f, .workflows = {}};
  const std::string id = api.NewThread();
  api.caller.owner = "bob";
  EXPECT_EQ(api.Call("GET /threads/" + id).status, 404);
  EXPECT_EQ(api.Call("DELETE /threads/" + id).status, 404);
  EXPECT_EQ(
      api.Call("POST /threads", R"({"if_exists": "do_nothing", "thread_id": ")" + id + R"("})")
          .status,
      409);
  EXPECT_TRUE(Found("{}").empty());
  EXPECT_EQ(api.Call("POST /threads/count").body, Value(0));
  api.caller.scopes = 0xff;
  EXPECT_EQ(Found("{}"), (std::vector<std::string>{id}));
}

TEST_F(ApiThread, SaysHowLongItIsKept) {
  const std::string id = api.NewThread(R"({"ttl": {"ttl": 60, "strategy": "keep_latest"}})");
  const Answered with = api.Call("GET /threads/" + id + "?include=ttl");
  EXPECT_EQ(*with["ttl"].Find("ttl"), Value(60));
  EXPECT_EQ(*with["ttl"].Find("strategy"), Value("keep_latest"));
}

TEST_F(ApiThread, IsMadeWithAState) {
  const Answered made = api.Call("POST /threads", R"({"metadata": {"graph_id": "plain"},
    "supersteps": [{"updates": [{"values": {"n": 4}, "as_node": "__start__"}]},
                   {"updates": [{"values": {"n": 7}, "as_node": "count"}]}]})");
  ASSERT_EQ(made.status, 200) << ToJson(made.body);
  EXPECT_EQ(*made["values"].Find("n"), Value(7));
  EXPECT_EQ(api.Call("GET /threads/" + made.text("thread_id") + "/history").body.size(), 2U);
}

}  // namespace
}  // namespace dashflow::testing
