// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "host/plugin/type/loaded_plugin.h"
#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/integration/plugin/fixture_registry.h"

namespace dashflow::plugin {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

// Why the fixture is not loaded although its manifest is good.
std::string Refusal(std::string_view name) {
  TestServices host;
  auto file = ReadPluginFile(BadFixture(name));
  if (file.has_error()) return "its manifest was refused: " + file.error().message();
  const auto loaded = LoadedPlugin::Load(*file, host.services);
  return loaded.has_error() ? loaded.error().message() : "it was loaded";
}

TEST(Loading, RefusesPluginsWithoutEntry) {
  EXPECT_EQ(
      Refusal("no_entry"),
      BadFixture("no_entry") +
          " does not export dashflow_plugin_entry_1, and this host enters plugins through that");
}

TEST(Loading, NamesTheSymbolThatNobodyHas) {
  EXPECT_EQ(Refusal("undefined_symbol"), BadFixture("undefined_symbol") +
                                             " needs the symbol nobody_has_this, and neither this "
                                             "host nor the libraries it names have that");
}

TEST(Loading, RefusesEntriesThatReturnNothing) {
  EXPECT_THAT(Refusal("null_entry"), HasSubstr("its entry returned nothing"));
}

TEST(Loading, RefusesCodeOfAnotherDraftThanItsManifest) {
  EXPECT_THAT(Refusal("other_table_draft"),
              HasSubstr("needs ABI 1 draft 2, and this host has ABI 1 draft 1"));
}

TEST(Loading, RefusesCodeOfAnotherIdThanItsManifest) {
  EXPECT_THAT(Refusal("other_id"),
              HasSubstr("calls itself 'someone-else', and its manifest calls it 'refused'"));
}

TEST(Loading, RefusesTablesThatAreTooSmall) {
  EXPECT_THAT(Refusal("small_entry"), HasSubstr("has an entry table of"));
  EXPECT_THAT(Refusal("small_type"), HasSubstr("promises node type 'refused.x' in its manifest"));
}

TEST(Loading, RefusesTypesThatAreOnlyInTheManifest) {
  EXPECT_THAT(Refusal("no_node_type"), HasSubstr("promises node type 'refused.x' in its manifest"));
}

TEST(Loading, HappensWhenSomethingIsUsed) {
  FixtureRegistry host;
  Plugin* probe = host.registry.FindPlugin("probe");
  const graph::NodeType* type = host.registry.Find("probe.echo");
  ASSERT_NE(type, nullptr);
  EXPECT_EQ(type->info().outputs.at(0).name, "value");
  EXPECT_FALSE(probe->is_loaded());
  EXPECT_TRUE(type->Create(Value::EmptyObject()).has_value());
  EXPECT_TRUE(probe->is_loaded());
  EXPECT_FALSE(host.registry.FindPlugin("late")->is_loaded());
}

class LoadedFile : public testing::Test {
 protected:
  LoadedFile() {
    fs::copy_file(FixtureFolder("plugins") + "/probe.so", path_);
    ::chmod(path_.c_str(), 0644);
  }

  const sdk::testing::TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/probe.so";
  TestServices host_;
};

TEST_F(LoadedFile, IsTheOneThatWasCheckedEvenWhenAnotherTakesItsPath) {
  auto file = ReadPluginFile(path_);
  fs::remove(path_);
  fs::copy_file(BadFixture("undefined_symbol"), path_);
  const auto loaded = LoadedPlugin::Load(*file, host_.services);
  ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
  EXPECT_NE((*loaded)->FindNode("echo"), nullptr);
  EXPECT_EQ((*loaded)->FindNode("missing"), nullptr);
}

TEST_F(LoadedFile, IsRefusedWhenItWasWrittenToAfterTheCheck) {
  auto file = ReadPluginFile(path_);
  std::ofstream(path_, std::ios::app) << "x";
  const Error refusal = LoadedPlugin::Load(*file, host_.services).error();
  EXPECT_EQ(refusal.code(), "plugin_changed");
  EXPECT_THAT(refusal.message(), HasSubstr("was written to after it was checked"));
}

TEST_F(LoadedFile, MayBeLoadedByTwoHosts) {
  auto first = ReadPluginFile(path_);
  auto second = ReadPluginFile(path_);
  EXPECT_TRUE(LoadedPlugin::Load(*first, host_.services).has_value());
  EXPECT_TRUE(LoadedPlugin::Load(*second, host_.services).has_value());
}

TEST(Loading, KeepsFilesApartAfterOthersWereClosed) {
  // dlopen would take the second file for the first if the number of its descriptor came back.
  FixtureRegistry host;
  auto probe = ReadPluginFile(FixtureFolder("plugins") + "/probe.so");
  ASSERT_TRUE(LoadedPlugin::Load(*probe, host.services).has_value());
  auto folds = ReadPluginFile(FixtureFolder("plugins") + "/folds.so");
  const auto loaded = LoadedPlugin::Load(*folds, host.services);
  ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
  EXPECT_NE((*loaded)->FindReducer("longest"), nullptr);
}

}  // namespace
}  // namespace dashflow::plugin
