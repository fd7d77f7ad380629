// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/discovery.h"

#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/integration/plugin/fixture_registry.h"

namespace dashflow::plugin {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class DiscoveryTest : public testing::Test {
 protected:
  std::string Copy(const std::string& from, const std::string& name) const {
    const std::string to = folder_.path() + "/" + name;
    fs::copy_file(from, to);
    ::chmod(to.c_str(), 0644);
    return to;
  }
  std::string CopyProbe(const std::string& name) const {
    return Copy(FixtureFolder("plugins") + "/probe.so", name);
  }
  Discovery Discover() const {
    const SearchFolder folders[] = {{folder_.path(), true}};
    return DiscoverPlugins(folders);
  }
  // The one sentence for the only file that was refused.
  std::string Refusal() const {
    const Discovery found = Discover();
    if (found.refused.size() != 1) return std::to_string(found.refused.size()) + " refusals";
    return found.refused.front().message();
  }

  const sdk::testing::TemporaryFolder folder_;
};

TEST_F(DiscoveryTest, FindsPluginsByTheirManifests) {
  CopyProbe("b.so");
  Copy(FixtureFolder("plugins") + "/folds.so", "a.so");
  std::ofstream(folder_.path() + "/README.txt") << "no plugin";
  const Discovery found = Discover();
  EXPECT_TRUE(found.refused.empty());
  ASSERT_EQ(found.files.size(), 2u);
  EXPECT_EQ(found.files[0].manifest.id, "folds");
  EXPECT_EQ(found.files[1].manifest.id, "probe");
  EXPECT_EQ(found.files[1].manifest.nodes.size(), 12u);
}

TEST_F(DiscoveryTest, RefusesTextFiles) {
  const std::string file = folder_.path() + "/text.so";
  std::ofstream(file) << "this is no shared object";
  EXPECT_EQ(Refusal(), file + " is not an ELF file, and a plugin is an ELF shared object");
}

TEST_F(DiscoveryTest, RefusesOtherArchitectures) {
  const std::string file = CopyProbe("probe.so");
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  const std::uint16_t machine = EM_S390;
  stream.seekp(offsetof(Elf64_Ehdr, e_machine));
  stream.write(reinterpret_cast<const char*>(&machine), sizeof machine);
  stream.close();
  EXPECT_THAT(Refusal(),
              AllOf(StartsWith(file + " is built for s390x"), HasSubstr("this host runs on")));
}

TEST_F(DiscoveryTest, RefusesFilesWithoutManifest) {
  const std::string file = Copy(BadFixture("no_manifest"), "x.so");
  EXPECT_THAT(Refusal(), StartsWith(file + " has no plugin manifest"));
}

TEST_F(DiscoveryTest, RefusesBadManifests) {
  Copy(BadFixture("not_json"), "a.so");
  Copy(BadFixture("bad_id"), "b.so");
  const Discovery found = Discover();
  ASSERT_EQ(found.refused.size(), 2u);
  EXPECT_THAT(found.refused[0].message(), HasSubstr("has a manifest that is not JSON"));
  EXPECT_THAT(found.refused[1].message(), HasSubstr("/id is not of the form"));
}

TEST_F(DiscoveryTest, RefusesOtherDraftsAndNamesBoth) {
  const std::string file = Copy(BadFixture("other_draft"), "x.so");
  EXPECT_EQ(Refusal(), file + " needs ABI 1 draft 7, and this host has ABI 1 draft 1");
}

TEST_F(DiscoveryTest, RefusesWhatNeedsMoreThanThisHostHas) {
  Copy(BadFixture("needs_more"), "x.so");
  EXPECT_THAT(Refusal(), HasSubstr("needs dashflow.metrics/1, and this host has dashflow.call/1"));
}

TEST_F(DiscoveryTest, RefusesTheSecondOfTwoAndNamesBothFiles) {
  const std::string first = CopyProbe("a.so");
  const std::string second = Copy(BadFixture("twin"), "b.so");
  const Discovery found = Discover();
  ASSERT_EQ(found.files.size(), 1u);
  ASSERT_EQ(found.refused.size(), 1u);
  EXPECT_EQ(found.refused[0].code(), "plugin_conflict");
  EXPECT_EQ(found.refused[0].message(),
            second + " offers plugin 'probe', and this host has that from " + first);
}

TEST_F(DiscoveryTest, TakesOneFileUnderTwoNamesOnce) {
  CopyProbe("a.so");
  fs::create_symlink("a.so", folder_.path() + "/b.so");
  const Discovery found = Discover();
  EXPECT_EQ(found.files.size(), 1u);
  EXPECT_TRUE(found.refused.empty());
}

TEST_F(DiscoveryTest, RefusesWorldWritableFiles) {
  const std::string file = CopyProbe("probe.so");
  ::chmod(file.c_str(), 0666);
  EXPECT_THAT(Refusal(), StartsWith(file + " can be written by every user"));
  EXPECT_EQ(Discover().refused.front().fix(), "chmod o-w " + file);
}

TEST_F(DiscoveryTest, RefusesWorldWritableFolders) {
  CopyProbe("probe.so");
  ::chmod(folder_.path().c_str(), 0777);
  EXPECT_THAT(Refusal(), StartsWith(folder_.path() + " can be written by every user"));
  EXPECT_TRUE(Discover().files.empty());
}

TEST_F(DiscoveryTest, RefusesLinksIntoWorldWritableFolders) {
  const sdk::testing::TemporaryFolder open_to_all;
  const std::string target = open_to_all.path() + "/probe.so";
  fs::rename(CopyProbe("probe.so"), target);
  ::chmod(open_to_all.path().c_str(), 0777);
  fs::create_symlink(target, folder_.path() + "/link.so");
  EXPECT_THAT(Refusal(), StartsWith(open_to_all.path() + " can be written by every user"));
}

TEST_F(DiscoveryTest, RefusesFilesOfOtherUsersWhenItIsRoot) {
  if (::geteuid() != 0) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "the test needs root";
    GTEST_SKIP() << "only root loads only what root owns";
  }
  const std::string file = CopyProbe("probe.so");
  ASSERT_EQ(::chown(file.c_str(), 12345, 12345), 0);
  EXPECT_THAT(Refusal(), StartsWith(file + " belongs to user 12345, and this host runs as root"));
}

TEST_F(DiscoveryTest, RefusesWhatWasRemovedWhileItWasListed) {
  CopyProbe("probe.so");
  const auto listed = ListPluginFiles(folder_.path());
  ASSERT_EQ(listed->size(), 1u);
  fs::remove(listed->front());
  EXPECT_EQ(ReadPluginFile(listed->front()).error().message(),
            listed->front() + " is not there any more, or is a link that leads nowhere");
}

TEST_F(DiscoveryTest, RefusesLinksThatLeadNowhereAndThingsThatAreNoFiles) {
  fs::create_symlink("nowhere", folder_.path() + "/a.so");
  fs::create_directory(folder_.path() + "/b.so");
  ::mkfifo((folder_.path() + "/c.so").c_str(), 0644);
  const Discovery found = Discover();
  ASSERT_EQ(found.refused.size(), 3u);
  EXPECT_THAT(found.refused[0].message(), HasSubstr("a link that leads nowhere"));
  EXPECT_THAT(found.refused[1].message(),
              EndsWith("is no regular file, and a plugin is an ELF shared object"));
  EXPECT_THAT(found.refused[2].message(), HasSubstr("is no regular file"));
}

TEST_F(DiscoveryTest, MissesFoldersThatSomebodyNamed) {
  const SearchFolder folders[] = {{folder_.path() + "/named", true},
                                  {folder_.path() + "/standard", false}};
  const Discovery found = DiscoverPlugins(folders);
  ASSERT_EQ(found.refused.size(), 1u);
  EXPECT_EQ(found.refused[0].resource(), folder_.path() + "/named");
}

TEST_F(DiscoveryTest, RefusesFoldersThatAreFiles) {
  const std::string file = CopyProbe("probe.so");
  EXPECT_THAT(ListPluginFiles(file).error().message(),
              EndsWith("is no folder, and plugins are looked for in one"));
}

}  // namespace
}  // namespace dashflow::plugin
