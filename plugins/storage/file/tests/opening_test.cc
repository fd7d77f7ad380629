// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include "plugins/storage/file/tests/file_fixture.h"

namespace dashflow::file {
namespace {

using OpeningTest = FileTest;

mode_t ModeOf(const std::filesystem::path& file) {
  struct stat status {};
  EXPECT_EQ(::stat(file.c_str(), &status), 0) << file;
  return status.st_mode & 0777;
}

TEST_F(OpeningTest, MakesAFolderThatOnlyTheOwnerReads) {
  const auto store = OpenAt((place() / "below").string());
  EXPECT_EQ(ModeOf(place()), 0700U);
  EXPECT_EQ(ModeOf(place() / "below"), 0700U);
  EXPECT_EQ(ModeOf(place() / "below" / "journal"), 0600U);
  EXPECT_EQ(ModeOf(place() / "below" / "lock"), 0600U);
}

TEST_F(OpeningTest, LeavesOneFileWhenItIsClosed) {
  Open()->Commit(Batch().Append(1, 1, "x"));
  EXPECT_TRUE(std::filesystem::exists(journal()));
  EXPECT_FALSE(std::filesystem::exists(place() / "lock"));
}

TEST_F(OpeningTest, OneFolderHasOneLockWhateverItIsCalled) {
  const auto store = Open();
  std::filesystem::create_directory_symlink(place(), place().string() + "-link");
  EXPECT_EQ(WhyNot().code, "store_locked");
  EXPECT_EQ(WhyNotAt(place().string() + "-link").code, "store_locked");
  EXPECT_EQ(WhyNotAt((place() / ".").string()).code, "store_locked");
}

TEST_F(OpeningTest, RefusesAFolderWithOtherThingsInIt) {
  Write(place() / "precious", "content");
  const OpenError error = WhyNot();
  EXPECT_EQ(error.code, "store_invalid");
  EXPECT_NE(error.cause.find("precious"), std::string::npos) << error.cause;
  EXPECT_FALSE(std::filesystem::exists(journal()));
}

TEST_F(OpeningTest, RefusesAJournalOfAnotherProgram) {
  Write(journal(), "Dear diary\n");
  for (const std::uint32_t flags : {0U, DF_STORE_READ_ONLY}) {
    EXPECT_EQ(WhyNot(flags).code, "store_invalid");
    EXPECT_EQ(ContentOf(journal()), "Dear diary\n");
  }
}

TEST_F(OpeningTest, RefusesANewerJournal) {
  Write(journal(), "dashflow journal 2 of another kind\n");
  const OpenError error = WhyNot();
  EXPECT_EQ(error.code, "store_newer");
  EXPECT_NE(error.cause.find("dashflow journal 2"), std::string::npos) << error.cause;
}

TEST_F(OpeningTest, RefusesAFile) {
  Write(place(), "a file");
  EXPECT_EQ(WhyNot().code, "store_invalid");
  EXPECT_EQ(WhyNot(DF_STORE_READ_ONLY).code, "store_invalid");
}

TEST_F(OpeningTest, RefusesAddressesWithoutAFolder) {
  EXPECT_EQ(WhyNotAt("").code, "store_address");
  EXPECT_EQ(WhyNotAt("//server/store").code, "store_address");
}

TEST_F(OpeningTest, ReadingMakesNothing) {
  EXPECT_EQ(WhyNot(DF_STORE_READ_ONLY).code, "store_not_found");
  EXPECT_FALSE(std::filesystem::exists(place()));
}

TEST_F(OpeningTest, SaysThatItLasts) {
  EXPECT_EQ(host().store()->durability, static_cast<std::uint32_t>(DF_DURABILITY_DURABLE));
}

}  // namespace
}  // namespace dashflow::file
