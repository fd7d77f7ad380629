// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>

#include "host/settings/settings.h"
#include "host/value/value.h"
#include "tests/unit/settings/settings_folder.h"

namespace dashflow::settings {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class LangGraphTest : public SettingsFolder {
 protected:
  void Load(const std::string& text) {
    report_ = LoadSettings({{File("langgraph.json", text)}, {}, {}});
    EXPECT_THAT(report_.errors, IsEmpty());
  }
  std::string Text(const std::string& path) const { return report_.settings.Text(path); }
  // What is told of a key: its message and its fix.
  std::string Told(const std::string& key) const {
    const auto told = std::ranges::find_if(report_.warnings, [&key](const Error& warning) {
      return warning.message().find("'" + key + "'") != std::string::npos;
    });
    return told == report_.warnings.end() ? "" : told->message() + ": " + told->fix();
  }

  SettingsReport report_;
};

TEST_F(LangGraphTest, GraphsThatAreWorkflowsAreServed) {
  File("src/agent.yaml", "");
  Load(R"({"graphs": {"flow": "./flow.yaml", "agent": "./src/agent.py:graph",
                      "more": {"path": "./more.yml", "description": "More"}}})");
  EXPECT_EQ(Text("workflows.flow"), Place("flow.yaml"));
  EXPECT_EQ(Text("workflows.more"), Place("more.yml"));
  EXPECT_EQ(Text("workflows.agent"), Place("src/agent.yaml"));
  EXPECT_THAT(report_.warnings, IsEmpty());
}

TEST_F(LangGraphTest, AGraphThatIsCodeIsToldWithTheFileThatWouldReplaceIt) {
  Load(R"({"graphs": {"agent": "./src/agent.py:graph", "chat": "./src/chat.ts:graph", "odd": 7}})");
  EXPECT_EQ(report_.settings.Find("workflows.agent"), nullptr);
  EXPECT_THAT(Told("agent"), HasSubstr("src/agent.yaml"));
  EXPECT_THAT(Told("chat"), HasSubstr("src/chat.yaml"));
  EXPECT_NE(Told("graphs.odd"), "");
  EXPECT_EQ(report_.warnings.size(), 3U);
  EXPECT_EQ(report_.warnings.front().code(), "langgraph_key");
  EXPECT_EQ(report_.warnings.front().place().line, 1);
}

TEST_F(LangGraphTest, TimesToLiveAndOriginsMap) {
  Load(
      R"({"store": {"ttl": {"default_ttl": 60, "refresh_on_read": true, "sweep_interval_minutes": 5}},
           "checkpointer": {"ttl": {"strategy": "delete", "default_ttl": 43200, "sweep_interval_minutes": 10}},
           "http": {"cors": {"allow_origins": ["https://chat.example"]}, "disable_mcp": false}})");
  EXPECT_EQ(Text("items.ttl"), "60m");
  EXPECT_EQ(Text("retention.finished"), "43200m");
  EXPECT_EQ(Text("retention.sweep"), "10m");
  EXPECT_THAT(report_.settings.Texts("server.cors"), ElementsAre("https://chat.example"));
  EXPECT_THAT(report_.warnings, IsEmpty());
}

TEST_F(LangGraphTest, OfAThreadItsNewestCheckpointMayStay) {
  Load(R"({"checkpointer": {"ttl": {"strategy": "keep_latest", "default_ttl": 60}}})");
  EXPECT_EQ(report_.settings.Find("retention.checkpoints")->as_int(), 1);
  EXPECT_EQ(Text("retention.finished"), "never");
}

TEST_F(LangGraphTest, VariablesThatAreSettingsCount) {
  Load(R"({"env": {"DASHFLOW__WORKERS": "3", "OPENAI_API_KEY": "x"}})");
  EXPECT_EQ(report_.settings.Find("workers")->as_int(), 3);
  EXPECT_THAT(Told("env"), HasSubstr("${env:NAME}"));
  Load(R"({"env": ".env"})");
  EXPECT_NE(Told("env"), "");
  Load(R"({"env": {"DASHFLOW__WORKERS": "3"}})");
  EXPECT_EQ(Told("env"), "");
}

TEST_F(LangGraphTest, EachKeyThatDoesNotMapSaysWhatToWrite) {
  Load(R"({"$schema": "x", "dependencies": ["."], "python_version": "3.12", "node_version": "20",
           "pip_config_file": "pip.conf", "dockerfile_lines": [], "base_image": "x", "ui": {}, "encryption": {},
           "auth": {"path": "./auth.py:auth"}, "webhooks": {}, "checkpointer": {"serde": {}, "path": "x"},
           "store": {"index": {"dims": 3}, "path": "x"}, "future": 1,
           "http": {"app": "./app.py:app", "disable_threads": true, "cors": {"max_age": 1}}})");
  EXPECT_EQ(Told("$schema"), "");
  EXPECT_THAT(Told("auth"), HasSubstr("auth: {keys: true}"));
  EXPECT_THAT(Told("dependencies"), HasSubstr("plugins: {path:"));
  EXPECT_THAT(Told("store.index"), HasSubstr("namespace and filter"));
  EXPECT_THAT(Told("http.cors.max_age"), HasSubstr("server: {cors:"));
  EXPECT_THAT(Told("http.disable_threads"), HasSubstr("--scope"));
  for (const char* key : {"python_version", "node_version", "pip_config_file", "dockerfile_lines",
                          "base_image", "ui", "encryption", "webhooks", "checkpointer.serde",
                          "checkpointer.path", "store.path", "future", "http.app"}) {
    EXPECT_NE(Told(key), "") << key;
  }
}

TEST_F(LangGraphTest, WhatIsNoFileOfThatKindIsRefused) {
  const SettingsReport list = LoadSettings({{File("langgraph.json", "[1]")}, {}, {}});
  EXPECT_EQ(list.errors.size(), 1U);
  const SettingsReport cut = LoadSettings({{File("langgraph.json", "{\"graphs\": {")}, {}, {}});
  EXPECT_FALSE(cut.errors.empty());
  const SettingsReport odd = LoadSettings(
      {{File("langgraph.json", R"({"store": {"ttl": {"default_ttl": "soon"}}})")}, {}, {}});
  EXPECT_EQ(odd.errors.size(), 1U);
}

}  // namespace
}  // namespace dashflow::settings
