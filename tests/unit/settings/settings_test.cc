// SPDX-License-Identifier: Apache-2.0
#include "host/settings/settings.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "host/settings/keys.h"
#include "host/value/json.h"
#include "host/value/schema.h"
#include "tests/unit/settings/settings_folder.h"

namespace dashflow::settings {
namespace {

namespace fs = std::filesystem;

class SettingsTest : public SettingsFolder {
 protected:
  static std::string OneError(const Sources& sources) {
    const SettingsReport report = LoadSettings(sources);
    if (report.errors.size() != 1) return std::to_string(report.errors.size()) + " errors";
    const Error& error = report.errors.front();
    return std::to_string(error.place().line) + ":" + std::to_string(error.place().column) + " " +
           error.message() + " | " + error.fix();
  }
};

TEST_F(SettingsTest, BeginWithWhatIsBuiltIn) {
  const SettingsReport report = LoadSettings({});
  EXPECT_EQ(report.settings.Text("store"), "sqlite:.dashflow/state.db");
  EXPECT_EQ(report.settings.all().at("store").origin, "built in");
  EXPECT_EQ(report.settings.Find("stores.main"), nullptr);
}

TEST_F(SettingsTest, ALaterLayerWinsAndMapsAreMerged) {
  Sources sources;
  sources.files = {File("a.yaml", "store: memory\nworkers: 2\nstores: {x: memory, y: memory}\n"),
                   File("b.yaml", "workers: 3\nstores: {y: 'sqlite:y.db'}\n")};
  sources.environment = {{"DASHFLOW__WORKERS", "4"}};
  const SettingsReport report = LoadSettings(sources);
  EXPECT_TRUE(report.errors.empty());
  EXPECT_EQ(report.settings.Find("workers")->as_int(), 4);
  EXPECT_EQ(report.settings.all().at("workers").origin, "environment DASHFLOW__WORKERS");
  EXPECT_EQ(report.settings.Text("stores.x"), "memory");
  EXPECT_EQ(report.settings.Text("stores.y"), "sqlite:y.db");
  EXPECT_EQ(report.settings.all().at("stores.y").origin, Place("b.yaml") + ":2");
  EXPECT_EQ(report.files.size(), 2U);
}

TEST_F(SettingsTest, PathsBeginAtTheFolderOfTheirFile) {
  Sources sources;
  sources.files = {
      File("sub/c.yaml", "plugins: {path: [own, /opt/p]}\nworkflows: {w: ../w.yaml}\n")};
  const SettingsReport report = LoadSettings(sources);
  EXPECT_EQ(report.settings.Texts("plugins.path"),
            (std::vector<std::string>{Place("sub/own"), "/opt/p"}));
  EXPECT_EQ(report.settings.Text("workflows.w"), Place("w.yaml"));
}

TEST_F(SettingsTest, TextsAreInterpolated) {
  File("secret", "memory\n");
  Sources sources;
  sources.files = {File("c.yaml", "store: ${file:secret}\n")};
  EXPECT_EQ(LoadSettings(sources).settings.Text("store"), "memory");
}

TEST_F(SettingsTest, AFileMaySayNothing) {
  Sources sources;
  sources.files = {File("a.yaml", ""), File("b.yaml", "# nothing\n\n  # here\n")};
  EXPECT_TRUE(LoadSettings(sources).errors.empty());
}

TEST_F(SettingsTest, AFileThatNobodyNamedMayBeMissing) {
  Sources sources;
  sources.files = {{Place("missing.yaml")}};
  EXPECT_TRUE(LoadSettings(sources).errors.empty());
  sources.files.front().required = true;
  EXPECT_EQ(LoadSettings(sources).errors.size(), 1U);
}

TEST_F(SettingsTest, ALinkToNowhereIsNotMissing) {
  fs::create_symlink("gone.yaml", Place("link.yaml"));
  const SettingsReport report = LoadSettings({{{Place("link.yaml")}}, {}, {}});
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors.front().cause(),
            "it is a symbolic link to gone.yaml, which is not there");
}

TEST_F(SettingsTest, MistakesHaveAPlaceAndAFix) {
  const auto error = [this](const std::string& text) {
    Sources sources;
    sources.files = {File("c.yaml", text)};
    return OneError(sources);
  };
  EXPECT_EQ(error("\nstroe: memory\n"), "2:1 there is no key 'stroe' | did you mean 'store'?");
  EXPECT_EQ(error("plugins: {pat: []}\n"),
            "1:11 there is no key 'plugins.pat' | did you mean 'path'?");
  EXPECT_EQ(error("workers: many\n").substr(0, 31), "1:10 'workers' is not accepted ");
  EXPECT_EQ(error("plugins: [a]\n").substr(0, 37), "1:10 'plugins' is a mapping of names ");
  EXPECT_EQ(error("- a\n").substr(0, 41), "1:1 a configuration is a mapping of keys ");
}

TEST_F(SettingsTest, AllLayersAreCheckedAndGoodOnesStillRead) {
  Sources sources;
  sources.files = {File("a.yaml", "bad: 1\n"), File("b.yaml", "workers: 5\n"),
                   File("c.yaml", "store: [\n")};
  sources.environment = {{"DASHFLOW__NOTHING", "1"}};
  const SettingsReport report = LoadSettings(sources);
  EXPECT_EQ(report.errors.size(), 3U);
  EXPECT_EQ(report.files, std::vector<std::string>{Place("b.yaml")});
  EXPECT_EQ(report.settings.Find("workers")->as_int(), 5);
}

TEST_F(SettingsTest, FilesOfAFolderAreSorted) {
  File("conf.d/20.yaml", "");
  File("conf.d/10.yaml", "");
  File("conf.d/note.txt", "");
  EXPECT_EQ(FilesOfFolder(Place("conf.d")).value(),
            (std::vector<std::string>{Place("conf.d/10.yaml"), Place("conf.d/20.yaml")}));
  EXPECT_TRUE(FilesOfFolder(Place("none")).value().empty());
  EXPECT_EQ(FilesOfFolder(Place("conf.d/note.txt")).error().code(), "io_error");
}

TEST_F(SettingsTest, TheSchemaAcceptsWhatIsReadAndNothingElse) {
  const auto schema = Schema::Compile(FileSchema());
  ASSERT_TRUE(schema.has_value());
  const auto accepts = [&](std::string_view json) {
    return schema->Check(ParseJson(json).value()).has_value();
  };
  EXPECT_TRUE(accepts(
      R"({"store":"memory","stores":{"a":"memory"},"plugins":{"path":["p"]},"workers":3})"));
  EXPECT_TRUE(accepts(R"({"stores":{"a":{"url":"db://h/n","readers":2}}})"));
  EXPECT_FALSE(accepts(R"({"stores":{"a":{"readers":2}}})"));
  EXPECT_FALSE(accepts(R"({"stores":{"a":""}})"));
  EXPECT_FALSE(accepts(R"({"stroe":"memory"})"));
  EXPECT_FALSE(accepts(R"({"workers":-1})"));
  EXPECT_FALSE(accepts(R"({"plugins":{"pat":[]}})"));
}

TEST_F(SettingsTest, ShowsNoPasswordOfAStore) {
  const Value hidden =
      Shown("stores.a", ParseJson(R"({"url":"db://u:canary@h/n","password":"canary"})").value());
  EXPECT_EQ(ToJson(hidden), R"({"url":"db://u:***@h/n","password":"***"})");
  EXPECT_EQ(Shown("store", Value("db://u:canary@h/n")), Value("db://u:***@h/n"));
  EXPECT_EQ(Shown("workers", Value(3)), Value(3));
}

TEST_F(SettingsTest, TheSchemaSaysWhatAChangeNeeds) {
  const Value properties = *FileSchema().Find("properties");
  EXPECT_EQ(*properties.Find("workers")->Find("x-reload"), Value("restart"));
  EXPECT_EQ(*properties.Find("workflows")->Find("additionalProperties")->Find("x-reload"),
            Value("now"));
}

}  // namespace
}  // namespace dashflow::settings
