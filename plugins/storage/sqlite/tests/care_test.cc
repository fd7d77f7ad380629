// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <dashflow/testing/store/care.hpp>
#include <dashflow/testing/store/child.hpp>

#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

// What is the SQLite store's own; the laws of all stores are in the conformance suite of the SDK.
namespace dashflow::sqlite {
namespace {

using sdk::testing::store::Care;
using sdk::testing::store::Finding;
using testing::ElementsAre;
using testing::HasSubstr;

class CareTest : public SqliteTest {
 protected:
  Care care() { return Care(*host().store_care()); }
  std::string file() const { return (folder() / "backup.db").string(); }
  std::vector<std::string> Findings() {
    std::vector<std::string> texts;
    const auto reader = Open("", DF_STORE_READ_ONLY);
    for (const Finding& finding : care().Verify(*reader)) texts.push_back(finding.what);
    return texts;
  }
  // Why there is no backup; fails the test when there is one.
  OpenError WhyNoBackup(const std::string& place) {
    try {
      const auto reader = Open("", DF_STORE_READ_ONLY);
      care().Backup(*reader, place);
    } catch (const OpenError& error) {
      EXPECT_NE(error.fix, "");
      return error;
    }
    ADD_FAILURE() << "there is a backup";
    return {};
  }
  void Fill(std::uint64_t entries) {
    const auto store = Open();
    Batch batch;
    for (std::uint64_t seq = 1; seq <= entries; ++seq) batch.Append(1, seq, std::string(900, 'x'));
    ASSERT_EQ(store->Commit(batch.Put("s", "k", "v", {"t"}).PutBlob("\xab\x01", "b")), DF_STORE_OK);
  }
};

TEST_F(CareTest, TellsItsLayoutAndWhatItTakes) {
  Fill(100);
  const auto store = Open();
  const auto about = care().Describe(*store);
  EXPECT_EQ(about.layout, 1);
  EXPECT_EQ(about.newest_layout, 1);
  EXPECT_GT(about.disk_bytes, 90'000);
  EXPECT_EQ(about.free_bytes, 0);
}

TEST_F(CareTest, VacuumShrinksTheFile) {
  Fill(2000);
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Trim(1, 1990)), DF_STORE_OK);
  const auto before = care().Describe(*store);
  EXPECT_GT(before.free_bytes, 1'000'000);
  care().Vacuum(*store);
  const auto after = care().Describe(*store);
  EXPECT_EQ(after.free_bytes, 0);
  EXPECT_LT(after.disk_bytes, 200'000);
  EXPECT_EQ(store->Read(1).entries.size(), 11U);
}

TEST_F(CareTest, AReaderVacuumsNothing) {
  Fill(1);
  const auto reader = Open("", DF_STORE_READ_ONLY);
  EXPECT_THROW(care().Vacuum(*reader), OpenError);
}

TEST_F(CareTest, VerifyNamesEachRowWhoseSumDiffers) {
  Fill(5);
  Sql("UPDATE log SET bytes = x'00' WHERE seq IN (2, 4); UPDATE record SET sum = 7;"
      "UPDATE blob_bytes SET bytes = x'00'");
  EXPECT_THAT(Findings(),
              ElementsAre(HasSubstr("entry 2 of stream 1"), HasSubstr("entry 4 of stream 1"),
                          HasSubstr("record 'k' in space 's'"), HasSubstr("blob ab01")));
  const auto reader = Open("", DF_STORE_READ_ONLY);
  EXPECT_EQ(care().Verify(*reader).at(1).stream, 1U);
  EXPECT_EQ(care().Verify(*reader).at(1).seq, 4U);
}

TEST_F(CareTest, VerifyMissesTheBytesOfABlob) {
  Fill(1);
  Sql("DELETE FROM blob_bytes");
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("blob ab01: its bytes are missing")));
}

TEST_F(CareTest, VerifyGoesOnBehindABrokenPage) {
  Fill(300);
  std::string content = ContentOf(path());
  std::fill_n(content.begin() + 8192 * 20, 8192, '\x13');
  Write(path(), content);
  const auto findings = Findings();
  EXPECT_THAT(findings, testing::Contains(HasSubstr("structure")));
  EXPECT_THAT(findings, testing::Contains(HasSubstr("the table 'log' cannot be read to its end")));
}

TEST_F(CareTest, ABrokenPageIsNotBackedUp) {
  Fill(300);
  std::string content = ContentOf(path());
  std::fill_n(content.begin() + 8192 * 20, 8192, '\x13');
  Write(path(), content);
  EXPECT_EQ(WhyNoBackup(file()).code, "store_damaged");
  EXPECT_FALSE(std::filesystem::exists(file()));
  EXPECT_FALSE(std::filesystem::exists(file() + ".unfinished"));
}

TEST_F(CareTest, ABackupHasWhatIsOnlyInTheLog) {
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
  ASSERT_GT(std::filesystem::file_size(path().string() + "-wal"), 0U);
  care().Backup(*store, file());
  EXPECT_EQ(OpenAt(file(), "", DF_STORE_READ_ONLY)->Read(1).Seqs(), "1");
  EXPECT_FALSE(std::filesystem::exists(file() + "-wal"));
}

TEST_F(CareTest, ABackupIntoNoFolderSaysSo) {
  Fill(1);
  EXPECT_EQ(WhyNoBackup((folder() / "no" / "x.db").string()).code, "file_not_found");
}

TEST_F(CareTest, ABackupOverTheStoreItselfIsRefused) {
  Fill(1);
  EXPECT_EQ(WhyNoBackup(path().string()).code, "file_exists");
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

TEST_F(CareTest, WhatAKilledBackupLeftIsNoObstacle) {
  Fill(1);
  Write(file() + ".unfinished", std::string(100, 'x'));
  const auto reader = Open("", DF_STORE_READ_ONLY);
  care().Backup(*reader, file());
  EXPECT_EQ(OpenAt(file(), "", DF_STORE_READ_ONLY)->Read(1).Seqs(), "1");
}

TEST_F(CareTest, AFullDiskLeavesNoBackup) {
  const auto small = folder() / "small";
  std::filesystem::create_directory(small);
  if (::mount("tmpfs", small.c_str(), "tmpfs", 0, "size=256k") != 0) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "the test needs to mount a small file system";
    GTEST_SKIP() << "may not mount a small file system";
  }
  Fill(2000);
  EXPECT_EQ(WhyNoBackup((small / "x.db").string()).code, "store_full");
  EXPECT_TRUE(std::filesystem::is_empty(small));
  EXPECT_EQ(::umount(small.c_str()), 0);
  EXPECT_EQ(Open()->Read(1).entries.size(), 2000U);
}

TEST_F(CareTest, AFolderOfAnotherUserIsNotWrittenTo) {
  if (::geteuid() != 0) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "the test needs to become someone else";
    GTEST_SKIP() << "needs root, to become someone else";
  }
  const auto mine = folder() / "mine";
  std::filesystem::create_directory(mine);
  Fill(1);
  ::chmod(folder().c_str(), 0777);
  ::chmod(path().c_str(), 0666);
  sdk::testing::store::Child child([&](int) {
    if (::seteuid(65534) != 0) ::_exit(1);
    if (WhyNoBackup((mine / "x.db").string()).code != "unauthorized") ::_exit(2);
  });
  EXPECT_EQ(child.Wait(), 0);
}

}  // namespace
}  // namespace dashflow::sqlite
