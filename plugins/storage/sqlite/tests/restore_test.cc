// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <dashflow/testing/store/care.hpp>

#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

namespace dashflow::sqlite {
namespace {

using sdk::testing::store::Care;

class RestoreTest : public SqliteTest {
 protected:
  void SetUp() override {
    SqliteTest::SetUp();
    const auto store = Open();
    store->Commit(Batch().Append(1, 1, "first"));
    care().Backup(*store, backup());
  }
  Care care() { return Care(*host().store_care()); }
  std::string backup() const { return (folder() / "backup.db").string(); }
  std::string Restore() {
    return care().Restore(R"({"url":"sqlite:)" + path().string() + "\"}", backup());
  }
  std::string CodeOfRestore() {
    try {
      Restore();
      return "";
    } catch (const OpenError& error) {
      EXPECT_NE(error.fix, "");
      return error.code;
    }
  }
};

TEST_F(RestoreTest, ADamagedStoreIsReplacedAndKept) {
  const std::string broken(50'000, 'b');
  Write(path(), broken);
  const std::string kept = Restore();
  EXPECT_EQ(ContentOf(kept), broken);
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

TEST_F(RestoreTest, EachThatIsReplacedHasANameOfItsOwn) {
  EXPECT_EQ(Restore(), path().string() + ".replaced");
  EXPECT_EQ(Restore(), path().string() + ".replaced-2");
}

TEST_F(RestoreTest, TheLogOfTheOldOneIsNotAppliedToTheNew) {
  auto held = Open();
  ASSERT_EQ(held->Commit(Batch().Append(1, 2, "second")), DF_STORE_OK);
  const std::string log = ContentOf(path().string() + "-wal");
  const std::string database = ContentOf(path());
  ASSERT_FALSE(log.empty());
  held.reset();
  // As a kill would have left them.
  Write(path(), database);
  Write(path().string() + "-wal", log);
  const std::string kept = Restore();
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
  EXPECT_EQ(OpenAt(kept)->Read(1).Seqs(), "1 2");
}

// Whoever still reads keeps the old log's name in use.
TEST_F(RestoreTest, AReaderOfTheOldOneDoesNotMeetTheNew) {
  const auto reader = Open("", DF_STORE_READ_ONLY);
  ASSERT_EQ(reader->Read(1).Seqs(), "1");
  Open()->Commit(Batch().Append(1, 2, "second"));
  const std::string kept = Restore();
  EXPECT_FALSE(std::filesystem::exists(path().string() + "-wal"));
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Append(1, 2, "other").Append(1, 3, "third")), DF_STORE_OK);
  EXPECT_EQ(reader->Read(1).Seqs(), "1 2");
  EXPECT_EQ(store->Read(1).Seqs(), "1 2 3");
}

// What a reader in the middle of something holds back stays in the log.
TEST_F(RestoreTest, TheLogThatCouldNotBeMovedIsKeptToo) {
  sqlite3* busy = nullptr;
  ASSERT_EQ(sqlite3_open_v2(path().c_str(), &busy, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(busy, "BEGIN; SELECT count(*) FROM log", nullptr, nullptr, nullptr),
            SQLITE_OK);
  Open()->Commit(Batch().Append(1, 2, "second"));
  const std::string kept = Restore();
  sqlite3_close(busy);
  EXPECT_GT(std::filesystem::file_size(kept + "-wal"), 0U);
  EXPECT_EQ(OpenAt(kept)->Read(1).Seqs(), "1 2");
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

TEST_F(RestoreTest, ADamagedBackupReplacesNothing) {
  const std::string before = ContentOf(path());
  std::filesystem::resize_file(backup(), 8192 * 3);
  EXPECT_EQ(CodeOfRestore(), "store_damaged");
  EXPECT_EQ(ContentOf(path()), before);
  EXPECT_EQ(FilesInFolder(), (std::vector<std::string>{"backup.db", "state.db"}));
}

TEST_F(RestoreTest, AMissingBackupReplacesNothing) {
  std::filesystem::remove(backup());
  EXPECT_EQ(CodeOfRestore(), "store_not_found");
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

}  // namespace
}  // namespace dashflow::sqlite
