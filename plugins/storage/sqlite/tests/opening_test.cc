// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <dashflow/testing/store/child.hpp>

#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

namespace dashflow::sqlite {
namespace {

using OpeningTest = SqliteTest;

mode_t ModeOf(const std::filesystem::path& file) {
  struct stat status {};
  EXPECT_EQ(::stat(file.c_str(), &status), 0) << file;
  return status.st_mode & 0777;
}

TEST_F(OpeningTest, MakesFoldersAndFilesThatOnlyTheOwnerReads) {
  const auto place = folder() / "a" / ".dashflow" / "state.db";
  const auto store = OpenAt(place.string());
  ASSERT_EQ(store->Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
  EXPECT_EQ(ModeOf(folder() / "a"), 0700U);
  EXPECT_EQ(ModeOf(place.parent_path()), 0700U);
  EXPECT_EQ(ModeOf(place), 0600U);
  EXPECT_EQ(ModeOf(place.string() + "-wal"), 0600U);
  EXPECT_EQ(ModeOf(place.string() + ".lock"), 0600U);
}

TEST_F(OpeningTest, LeavesOneFileWhenItIsClosed) {
  auto store = Open();
  store->Commit(Batch().Append(1, 1, "x"));
  store->Read(1);
  store.reset();
  EXPECT_EQ(FilesInFolder(), std::vector<std::string>{"state.db"});
}

TEST_F(OpeningTest, TakesPathsThatConfuseOthers) {
  const auto place = folder() / "a b  c=d" / "it's %41?mode=ro#x&y.db";
  OpenAt(place.string())->Commit(Batch().Append(1, 1, "x"));
  EXPECT_TRUE(std::filesystem::exists(place));
  EXPECT_EQ(OpenAt(place.string(), "", DF_STORE_READ_ONLY)->Read(1).Seqs(), "1");
}

TEST_F(OpeningTest, RefusesAFileThatIsNoDatabase) {
  const std::string text(5000, 'n');
  Write(path(), text);
  for (const std::uint32_t flags : {0U, DF_STORE_READ_ONLY}) {
    const OpenError error = WhyNot(path().string(), flags);
    EXPECT_EQ(error.code, "store_invalid");
    EXPECT_NE(error.cause.find("SQLite"), std::string::npos) << error.cause;
    EXPECT_EQ(ContentOf(path()), text);
    EXPECT_EQ(FilesInFolder(), std::vector<std::string>{"state.db"});
  }
}

TEST_F(OpeningTest, RefusesTheDatabaseOfAnotherProgram) {
  Sql("CREATE TABLE theirs(x); INSERT INTO theirs VALUES(1); PRAGMA user_version=3");
  const std::string before = ContentOf(path());
  const OpenError error = WhyNot(path().string());
  EXPECT_EQ(error.code, "store_invalid");
  EXPECT_NE(error.cause.find("another program"), std::string::npos) << error.cause;
  EXPECT_EQ(ContentOf(path()), before);
  EXPECT_EQ(FilesInFolder(), std::vector<std::string>{"state.db"});
}

TEST_F(OpeningTest, RefusesANewerStore) {
  Open();
  Sql("PRAGMA user_version=999");
  const OpenError error = WhyNot(path().string());
  EXPECT_EQ(error.code, "store_newer");
  EXPECT_NE(error.cause.find("999"), std::string::npos) << error.cause;
}

TEST_F(OpeningTest, RefusesATruncatedStore) {
  Open()->Commit(Batch().Append(1, 1, std::string(100'000, 'x')));
  std::filesystem::resize_file(path(), 8192 * 2 + 100);
  EXPECT_EQ(WhyNot(path().string()).code, "store_invalid");
}

TEST_F(OpeningTest, RefusesAFolder) {
  std::filesystem::create_directory(path());
  EXPECT_EQ(WhyNot(path().string()).code, "store_invalid");
  EXPECT_EQ(WhyNot(path().string(), DF_STORE_READ_ONLY).code, "store_invalid");
}

TEST_F(OpeningTest, RefusesAPathThroughAFile) {
  Write(path(), "");
  EXPECT_EQ(WhyNot((path() / "below.db").string()).code, "store_invalid");
}

TEST_F(OpeningTest, AFileWithNothingInItBecomesAStore) {
  Write(path(), "");
  EXPECT_EQ(Open()->Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

TEST_F(OpeningTest, ReadingMakesNothing) {
  EXPECT_EQ(WhyNot(path().string(), DF_STORE_READ_ONLY).code, "store_not_found");
  EXPECT_EQ(WhyNot((folder() / "no" / "state.db").string(), DF_STORE_READ_ONLY).code,
            "store_not_found");
  EXPECT_TRUE(FilesInFolder().empty());
  Write(path(), "");
  EXPECT_EQ(WhyNot(path().string(), DF_STORE_READ_ONLY).code, "store_not_found");
  EXPECT_EQ(ContentOf(path()), "");
}

TEST_F(OpeningTest, RefusesAddressesWithoutAFile) {
  for (const char* place : {"", "//server/state.db", "folder/", ":memory:"}) {
    EXPECT_EQ(WhyNot(place).code, "store_address") << place;
  }
}

TEST_F(OpeningTest, AnotherUserIsToldSo) {
  if (::geteuid() != 0) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "the test needs to become someone else";
    GTEST_SKIP() << "needs root, to become someone else";
  }
  Open()->Commit(Batch().Append(1, 1, "x"));
  ::chmod(folder().c_str(), 0755);
  sdk::testing::store::Child child([&](int) {
    if (::seteuid(65534) != 0) ::_exit(1);
    if (WhyNot(path().string(), DF_STORE_READ_ONLY).code != "unauthorized") ::_exit(2);
    if (WhyNot(path().string()).code != "unauthorized") ::_exit(3);
    if (WhyNot((folder() / "mine" / "state.db").string()).code != "unauthorized") ::_exit(4);
  });
  EXPECT_EQ(child.Wait(), 0);
}

}  // namespace
}  // namespace dashflow::sqlite
