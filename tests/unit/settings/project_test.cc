// SPDX-License-Identifier: Apache-2.0

// What a project's file may not say: it comes with a folder, and plugins are code.

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "host/settings/settings.h"
#include "host/value/value.h"
#include "tests/unit/settings/settings_folder.h"

namespace dashflow::settings {
namespace {

class ProjectTest : public SettingsFolder {
 protected:
  SourceFile Project() const {
    SourceFile file = File("c.yaml", "plugins: {path: [mine]}\nworkers: 2\n");
    file.is_project = true;
    return file;
  }
  // The plugin folders are left out with this warning, and nothing else is.
  static void ExpectNoCode(const SourceFile& file, const std::string& code) {
    const SettingsReport report = LoadSettings({{file}, {}, {}});
    EXPECT_TRUE(report.settings.Texts("plugins.path").empty());
    EXPECT_EQ(report.settings.Find("workers")->as_int(), 2);
    ASSERT_EQ(report.warnings.size(), 1U);
    EXPECT_EQ(report.warnings.front().code(), code);
    EXPECT_EQ(report.warnings.front().place().line, 1);
  }
};

// Gives the file away, and a link to it if that is what it is.
class ForeignProjectTest : public ProjectTest {
 protected:
  void SetUp() override {
    if (::geteuid() == 0) return;
    ASSERT_EQ(std::getenv("CI"), nullptr) << "the test needs root";
    GTEST_SKIP() << "only root can give a file away";
  }
  static void GiveAway(const std::string& path) {
    constexpr ::uid_t kSomebody = 65534;
    ASSERT_EQ(::lchown(path.c_str(), kSomebody, kSomebody), 0);
  }
};

TEST_F(ProjectTest, LoadsCodeWhenItIsOnes) {
  const SettingsReport report = LoadSettings({{Project()}, {}, {}});
  EXPECT_EQ(report.settings.Texts("plugins.path"), std::vector<std::string>{Place("mine")});
  EXPECT_TRUE(report.warnings.empty());
}

TEST_F(ProjectTest, LoadsNoCodeWhenEverybodyMayWriteIt) {
  const SourceFile file = Project();
  ASSERT_EQ(::chmod(file.path.c_str(), 0666), 0);
  ExpectNoCode(file, "foreign_plugin_path");
}

TEST_F(ForeignProjectTest, LoadsNoCode) {
  const SourceFile file = Project();
  GiveAway(file.path);
  ExpectNoCode(file, "foreign_plugin_path");
}

TEST_F(ForeignProjectTest, LoadsNoCodeThroughALinkOfTheirs) {
  SourceFile file = Project();
  const std::string link = Place("link.yaml");
  std::filesystem::create_symlink(file.path, link);
  GiveAway(link);
  file.path = link;
  ExpectNoCode(file, "foreign_plugin_path");
}

TEST_F(ForeignProjectTest, IsRootsForEverybodyElse) {
  const SourceFile file = Project();
  ASSERT_EQ(::chmod(folder().c_str(), 0755), 0);
  ASSERT_EQ(::seteuid(65534), 0);
  const SettingsReport report = LoadSettings({{file}, {}, {}});
  ASSERT_EQ(::seteuid(0), 0);
  EXPECT_EQ(report.settings.Texts("plugins.path").size(), 1U);
}

TEST_F(ForeignProjectTest, LoadsNoCodeForAnotherUserThanRoot) {
  const SourceFile file = Project();
  constexpr ::uid_t kOther = 65533;
  GiveAway(file.path);
  ASSERT_EQ(::chmod(folder().c_str(), 0755), 0);
  ASSERT_EQ(::seteuid(kOther), 0);
  ExpectNoCode(file, "foreign_plugin_path");
  ASSERT_EQ(::seteuid(0), 0);
}

TEST_F(ProjectTest, LoadsNoCodeForAServer) {
  for (const Reader reader : {Reader::kServer, Reader::kServerAgain}) {
    SourceFile file = SourcesOfProcess("", reader).files.back();
    EXPECT_TRUE(file.is_project);
    file.path = Project().path;
    ExpectNoCode(file, "served_plugin_path");
  }
}

TEST_F(ProjectTest, IsNotWhatSomebodyNamed) {
  const SourceFile named = SourcesOfProcess("c.yaml", Reader::kServer).files.back();
  EXPECT_TRUE(named.may_load_code);
  EXPECT_TRUE(named.may_be_pipe);
  EXPECT_FALSE(SourcesOfProcess("c.yaml", Reader::kServerAgain).files.back().may_be_pipe);
}

}  // namespace
}  // namespace dashflow::settings
