// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/api/request/ids.h"
#include "host/value/json.h"
#include "tests/unit/api/things/api_fixture.h"

namespace dashflow::testing {
namespace {

class ApiAssistant : public ::testing::Test {
 protected:
  std::string Make(std::string_view body = R"({"graph_id": "agent", "name": "mine"})") {
    const Answered made = api.Call("POST /assistants", body);
    EXPECT_EQ(made.status, 200) << ToJson(made.body);
    return made.text("assistant_id");
  }
  Answered Get(const std::string& id) { return api.Call("GET /assistants/" + id); }

  ApiFixture api;
};

TEST_F(ApiAssistant, IsThereForEveryWorkflow) {
  const Answered by_name = Get("agent");
  EXPECT_EQ(by_name.status, 200);
  EXPECT_EQ(by_name.text("assistant_id"), api::DefaultAssistantId("agent"));
  EXPECT_EQ(by_name["metadata"], Json(R"({"created_by": "system"})"));
  EXPECT_EQ(Get(api::DefaultAssistantId("agent")).body, by_name.body);
  EXPECT_EQ(api.Call("POST /assistants/search", "{}").body.size(), 2U);
}

TEST_F(ApiAssistant, IsRefusedWithWordsWhenItIsUnknown) {
  const Answered unknown = Get("nobody");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.code(), "assistant_not_found");
  EXPECT_EQ(unknown.text("detail"),
            "No assistant found for \"nobody\". Make sure the assistant ID is for a valid "
            "assistant or a valid graph ID.");
  EXPECT_EQ(api.Call("POST /assistants", R"({"graph_id": "nobody"})").status, 404);
  EXPECT_EQ(api.Call("POST /assistants", "{}").status, 422);
  EXPECT_EQ(api.Call("POST /assistants", R"({"graph_id": "agent", "assistant_id": "x"})").status,
            422);
}

TEST_F(ApiAssistant, IsMadeOnceWithAnId) {
  const std::string id = Make();
  const std::string body = R"({"graph_id": "agent", "assistant_id": ")" + id + R"(")";
  const Answered twice = api.Call("POST /assistants", body + "}");
  EXPECT_EQ(twice.status, 409);
  EXPECT_EQ(twice.code(), "assistant_exists");
  const Answered again = api.Call("POST /assistants", body + R"(, "if_exists": "do_nothing"})");
  EXPECT_EQ(again.body, Get(id).body);
}

TEST_F(ApiAssistant, GetsANewVersionWithEachChange) {
  const std::string id = Make();
  const Answered changed =
      api.Call("PATCH /assistants/" + id, R"({"config": {"tags": ["x"]}, "metadata": {"a": 1}})");
  EXPECT_EQ(changed["version"], Value(2));
  EXPECT_EQ(changed["name"], Value("mine"));
  const Value versions = api.Call("POST /assistants/" + id + "/versions", "{}").body;
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(*versions.At(0).Find("version"), Value(2));
  EXPECT_EQ(*versions.At(1).Find("config"), Json("{}"));
}

TEST_F(ApiAssistant, GoesBackToAVersion) {
  const std::string id = Make();
  api.Call("PATCH /assistants/" + id, R"({"name": "second"})");
  const Answered back = api.Call("POST /assistants/" + id + "/latest", R"({"version": 1})");
  EXPECT_EQ(back["name"], Value("mine"));
  EXPECT_EQ(Get(id)["version"], Value(1));
  EXPECT_EQ(api.Call("PATCH /assistants/" + id, R"({"name": "third"})")["version"], Value(3));
  EXPECT_EQ(api.Call("POST /assistants/" + id + "/latest", R"({"version": 9})").status, 404);
}

TEST_F(ApiAssistant, OfAWorkflowCanBeChangedAndGoesBack) {
  EXPECT_EQ(api.Call("PATCH /assistants/agent", R"({"name": "renamed"})")["version"], Value(2));
  EXPECT_EQ(Get("agent")["name"], Value("renamed"));
  EXPECT_EQ(api.Call("POST /assistants/agent/latest", R"({"version": 1})")["name"], Value("agent"));
  EXPECT_EQ(api.Call("DELETE /assistants/agent").status, 422);
}

TEST_F(ApiAssistant, IsFoundByWhatItHas) {
  const std::string id =
      Make(R"({"graph_id": "plain", "name": "The Plain One", "metadata": {"a": 1}})");
  Make();
  EXPECT_EQ(api.Call("POST /assistants/search", R"({"metadata": {"a": 1}})")
                .body.At(0)
                .Find("assistant_id")
                ->as_text(),
            id);
  EXPECT_EQ(api.Call("POST /assistants/count", R"({"graph_id": "plain"})").body, Value(2));
  EXPECT_EQ(api.Call("POST /assistants/count", R"({"name": "plain o"})").body, Value(1));
  const Answered page =
      api.Call("POST /assistants/search",
               R"({"limit": 1, "sort_by": "name", "sort_order": "asc", "select": ["name"]})");
  EXPECT_EQ(page.body, Json(R"([{"name": "The Plain One"}])"));
  EXPECT_EQ(page.headers.at("x-pagination-total"), "4");
}

TEST_F(ApiAssistant, IsDeletedWithItsThreads) {
  const std::string id = Make();
  const std::string thread = api.NewThread(R"({"metadata": {"assistant_id": ")" + id + R"("}})");
  const std::string other = api.NewThread();
  EXPECT_EQ(api.Call("DELETE /assistants/" + id + "?delete_threads=true").status, 204);
  EXPECT_EQ(Get(id).status, 404);
  EXPECT_EQ(api.Call("GET /threads/" + thread).status, 404);
  EXPECT_EQ(api.Call("GET /threads/" + other).status, 200);
}

TEST_F(ApiAssistant, ShowsItsGraph) {
  const Answered graph = api.Call("GET /assistants/agent/graph");
  std::vector<std::string> nodes;
  for (std::size_t i = 0; i < graph["nodes"].size(); ++i)
    nodes.emplace_back(graph["nodes"].At(i).Find("id")->as_text());
  EXPECT_EQ(nodes, (std::vector<std::string>{"__start__", "ask", "count"}));
  EXPECT_EQ(*graph["edges"].At(0).Find("source"), Value("__start__"));
}

TEST_F(ApiAssistant, ShowsItsSchemas) {
  const Answered schemas = api.Call("GET /assistants/agent/schemas");
  EXPECT_EQ(schemas["graph_id"], Value("agent"));
  EXPECT_EQ(*schemas["state_schema"].Find("properties")->Find("log"),
            Json(R"({"type": "array", "items": {"type": "integer"}})"));
  EXPECT_NE(schemas["context_schema"].Find("properties")->Find("until"), nullptr);
  for (const char* const name : {"input_schema", "output_schema", "config_schema"})
    EXPECT_TRUE(schemas[name].is_object()) << name;
}

TEST_F(ApiAssistant, SaysWhatTheServerIs) {
  const Answered info = api.Call("GET /info");
  EXPECT_EQ(info["version"], Value("1.2.3"));
  EXPECT_EQ(*info["flags"].Find("assistants"), Value(true));
}

TEST_F(ApiAssistant, IsOfTheTextThatItsWorkflowHasNow) {
  const auto first = api.workflows.Find("plain").value();
  EXPECT_EQ(api.workflows.Find("plain").value().program, first.program);
}

}  // namespace
}  // namespace dashflow::testing
