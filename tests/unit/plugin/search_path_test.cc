// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/search_path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace dashflow::plugin {
namespace {

std::vector<std::string> Paths(const SearchPathParts& parts) {
  std::vector<std::string> paths;
  for (const SearchFolder& folder : PluginSearchPath(parts)) paths.push_back(folder.path);
  return paths;
}

TEST(SearchPath, GoesFromFlagsToTheSystem) {
  const auto paths = Paths({.flags = {"/flag"},
                            .environment = "/env/a:/env/b/",
                            .secure = false,
                            .config = {"/config"},
                            .executable = "/opt/dashflow/bin/dashflow"});
  EXPECT_THAT(paths, testing::ElementsAre("/flag", "/env/a", "/env/b", "/config",
                                          "/opt/dashflow/lib/dashflow/plugins",
                                          "/usr/local/lib/dashflow/plugins",
                                          testing::EndsWith("/dashflow/plugins")));
  EXPECT_THAT(paths.back(), testing::StartsWith("/usr/lib/"));
}

TEST(SearchPath, LeavesTheEnvironmentOutOfASecureProcess) {
  const auto paths =
      Paths({.flags = {}, .environment = "/env", .secure = true, .config = {}, .executable = ""});
  EXPECT_EQ(std::ranges::count(paths, "/env"), 0);
}

TEST(SearchPath, TakesEachFolderOnceAndNoEmptyOnes) {
  const auto paths = Paths({.flags = {"/a", "/a/"},
                            .environment = "::/a:/b::",
                            .secure = false,
                            .config = {},
                            .executable = ""});
  EXPECT_EQ(std::ranges::count(paths, "/a"), 1);
  EXPECT_EQ(std::ranges::count(paths, "/b"), 1);
  EXPECT_EQ(std::ranges::count(paths, ""), 0);
}

TEST(SearchPath, MissesOnlyWhatSomebodyNamed) {
  const auto folders = PluginSearchPath({.flags = {"/a"},
                                         .environment = "",
                                         .secure = false,
                                         .config = {},
                                         .executable = "/x/bin/d"});
  EXPECT_TRUE(folders.front().named);
  EXPECT_FALSE(folders[1].named);
}

TEST(SearchPath, KnowsTheProgram) {
  EXPECT_THAT(SearchPathOfProcess().executable, testing::HasSubstr("plugin_unit_test"));
}

}  // namespace
}  // namespace dashflow::plugin
