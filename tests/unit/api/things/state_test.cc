// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/json.h"
#include "tests/unit/api/things/api_fixture.h"

namespace dashflow::testing {
namespace {

class ApiState : public ::testing::Test {
 protected:
  Answered State(const std::string& thread, const std::string& rest = "") {
    return api.Call("GET /threads/" + thread + "/state" + rest);
  }
  Answered Update(const std::string& thread, std::string_view body) {
    return api.Call("POST /threads/" + thread + "/state", body);
  }

  ApiFixture api;
};

TEST_F(ApiState, ShowsWhatWaits) {
  const std::string id = api.ThreadThatAsks();
  const Answered state = State(id);
  EXPECT_EQ(state["values"], Json(R"({"n": 5, "log": [2, 3, 4, 5]})"));
  EXPECT_EQ(state["next"], Json(R"(["ask"])"));
  ASSERT_EQ(state["tasks"].size(), 1U);
  const Value task = state["tasks"].At(0);
  EXPECT_EQ(*task.Find("name"), Value("ask"));
  EXPECT_EQ(*task.Find("path"), Json(R"(["__pregel_pull", "ask"])"));
  EXPECT_EQ(*task.Find("interrupts")->At(0).Find("value"), Value(5));
  EXPECT_EQ(*task.Find("result"), Value());
  EXPECT_EQ(state["interrupts"], *task.Find("interrupts"));
  EXPECT_EQ(*state["metadata"].Find("source"), Value("loop"));
  EXPECT_EQ(*state["metadata"].Find("step"), Value(4));
  EXPECT_EQ(*state["checkpoint"].Find("thread_id"), Value(id));
  EXPECT_TRUE(state["parent_checkpoint"].is_object());
}

TEST_F(ApiState, OfAThreadWithoutARunIsEmpty) {
  const Answered state = State(api.NewThread());
  EXPECT_EQ(state.status, 200);
  EXPECT_EQ(state["values"], Json("{}"));
  EXPECT_EQ(state["next"], Json("[]"));
}

TEST_F(ApiState, IsFoundByItsCheckpoint) {
  const std::string id = api.ThreadThatAsks();
  const Value parent = State(id)["parent_checkpoint"];
  const std::string older(parent.Find("checkpoint_id")->as_text());
  const Answered by_id = State(id, "/" + older);
  EXPECT_EQ(*by_id["values"].Find("n"), Value(4));
  const Answered by_object = api.Call("POST /threads/" + id + "/state/checkpoint",
                                      ToJson(Value::EmptyObject().Set("checkpoint", parent)));
  EXPECT_EQ(by_object.body, by_id.body);
  EXPECT_EQ(State(id, "/1-ffff").status, 404);
  EXPECT_EQ(State(id, "/nonsense").status, 404);
}

TEST_F(ApiState, ShowsOnlyWhatIsSelected) {
  const std::string id = api.ThreadThatAsks();
  EXPECT_EQ(State(id, "?select=values.n&select=next").body,
            Json(R"({"next": ["ask"], "values": {"n": 5}})"));
  const Value all = Json(R"({"n": 5, "log": [2, 3, 4, 5]})");
  EXPECT_EQ(State(id, "?select=values&select=values.n").body,
            Value::EmptyObject().Set("values", all));
  EXPECT_EQ(State(id, "?select=values.none").body, Json(R"({"values": {}})"));
  const Answered history =
      api.Call("POST /threads/" + id + "/history", R"({"limit": 1, "select": ["values.n"]})");
  EXPECT_EQ(history.body, Json(R"([{"values": {"n": 5}}])"));
}

TEST_F(ApiState, IsChangedAsIfANodeHad) {
  const std::string id = api.ThreadThatAsks();
  const Answered made = Update(id, R"({"values": {"n": 40}, "as_node": "count"})");
  ASSERT_EQ(made.status, 200) << ToJson(made.body);
  const Answered state = State(id);
  EXPECT_EQ(state["checkpoint"], made["checkpoint"]);
  EXPECT_EQ(*state["values"].Find("n"), Value(40));
  EXPECT_EQ(*state["metadata"].Find("source"), Value("update"));
  EXPECT_EQ(state["next"], Json(R"(["ask"])"));
}

TEST_F(ApiState, IsChangedFromAnOlderCheckpoint) {
  const std::string id = api.ThreadThatAsks();
  const Value parent = State(id)["parent_checkpoint"];
  const Value body =
      Json(R"({"values": {"log": 9}, "as_node": "count"})").Set("checkpoint", parent);
  EXPECT_EQ(Update(id, ToJson(body)).status, 200);
  EXPECT_EQ(State(id)["values"], Json(R"({"n": 4, "log": [2, 3, 4, 9]})"));
}

TEST_F(ApiState, OfANewThreadIsMadeWhenItsWorkflowIsKnown) {
  EXPECT_EQ(Update(api.NewThread(), R"({"values": {"n": 4}, "as_node": "count"})").status, 422);
  const std::string id = api.NewThread(R"({"graph_id": "agent"})");
  EXPECT_EQ(Update(id, R"({"values": {"n": 4}, "as_node": "count"})").status, 200);
  EXPECT_EQ(State(id)["next"], Json(R"(["count"])"));
}

TEST_F(ApiState, IsRefusedWhenItDoesNotFit) {
  const std::string id = api.ThreadThatAsks();
  EXPECT_EQ(Update(id, R"({"values": {"n": "many"}, "as_node": "count"})").status, 422);
  EXPECT_EQ(Update(id, R"({"values": {"n": 4}, "as_node": "nobody"})").status, 422);
  EXPECT_EQ(*State(id)["values"].Find("n"), Value(5));
}

TEST_F(ApiState, HasAHistory) {
  const std::string id = api.ThreadThatAsks();
  const Value all = api.Call("POST /threads/" + id + "/history", "{}").body;
  ASSERT_EQ(all.size(), 6U);  // the input, its state, and four supersteps
  EXPECT_EQ(*all.At(0).Find("next"), Json(R"(["ask"])"));
  EXPECT_EQ(*all.At(5).Find("next"), Json(R"(["__start__"])"));
  EXPECT_EQ(*all.At(5).Find("parent_checkpoint"), Value());
  EXPECT_EQ(*all.At(0).Find("parent_checkpoint"), *all.At(1).Find("checkpoint"));
  EXPECT_EQ(*all.At(1).Find("tasks")->At(0).Find("result"), Json(R"({"n": 5, "log": 5})"));
}

TEST_F(ApiState, HasAHistoryInParts) {
  const std::string id = api.ThreadThatAsks();
  const std::string path = "/threads/" + id + "/history";
  const Value all = api.Call("POST " + path, "{}").body;
  const std::string second(all.At(1).Find("checkpoint")->Find("checkpoint_id")->as_text());
  const Value older = api.Call("GET " + path + "?limit=2&before=" + second).body;
  ASSERT_EQ(older.size(), 2U);
  EXPECT_EQ(older.At(0), all.At(2));
  const Value before = Value::EmptyObject().Set("before", *all.At(1).Find("checkpoint"));
  EXPECT_EQ(api.Call("POST " + path, ToJson(before)).body.At(0), all.At(2));
  const Value from = Value::EmptyObject().Set("checkpoint", *all.At(1).Find("checkpoint"));
  EXPECT_EQ(api.Call("POST " + path, ToJson(from)).body.At(0), all.At(1));
  EXPECT_EQ(api.Call("POST " + path, R"({"metadata": {"source": "input"}})").body.size(), 1U);
}

TEST_F(ApiState, GetsMetadataAdded) {
  const std::string id = api.ThreadThatAsks();
  EXPECT_EQ(api.Call("PATCH /threads/" + id + "/state", R"({"metadata": {"x": 1}})").status, 204);
  EXPECT_EQ(*api.Call("GET /threads/" + id)["metadata"].Find("x"), Value(1));
}

}  // namespace
}  // namespace dashflow::testing
