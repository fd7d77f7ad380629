// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/care/upgrade.h"

#include <dashflow/testing/store/care.hpp>

#include "plugins/storage/local_disk/lock_file.h"
#include "plugins/storage/sqlite/sql/sql_error.h"
#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

namespace dashflow::sqlite {
namespace {

class UpgradeTest : public SqliteTest {
 protected:
  void SetUp() override {
    SqliteTest::SetUp();
    Open()->Commit(Batch().Append(1, 1, "x"));
  }
  // What a release after this one would know.
  static Schema::Migrations Next(std::string_view sql) {
    Schema::Migrations migrations = Schema::Released();
    migrations.push_back({sql});
    return migrations;
  }
  std::int64_t Layout(const std::string& file) const {
    return Connection(file, Connection::Mode::kRead).Integer("PRAGMA user_version");
  }
};

TEST_F(UpgradeTest, KeepsACopyOfWhatItWas) {
  const auto plan = UpgradeDatabase(path(), false, Next("CREATE TABLE more(x)"));
  EXPECT_TRUE(plan.done);
  EXPECT_EQ(plan.from, 1);
  EXPECT_EQ(plan.to, 2);
  EXPECT_EQ(plan.backup, path().string() + ".layout-1");
  EXPECT_EQ(Layout(path()), 2);
  EXPECT_EQ(OpenAt(plan.backup, "", DF_STORE_READ_ONLY)->Read(1).Seqs(), "1");
  EXPECT_EQ(WhyNot(path().string()).code, "store_newer");
}

TEST_F(UpgradeTest, ADryRunChangesNothing) {
  const std::string before = ContentOf(path());
  const auto plan = UpgradeDatabase(path(), true, Next("CREATE TABLE more(x)"));
  EXPECT_FALSE(plan.done);
  EXPECT_EQ(plan.to, 2);
  EXPECT_EQ(ContentOf(path()), before);
  EXPECT_FALSE(std::filesystem::exists(path().string() + ".layout-1"));
}

TEST_F(UpgradeTest, OneThatFailsLeavesTheStoreAsItWas) {
  EXPECT_THROW(UpgradeDatabase(path(), false, Next("CREATE TABLE log(x)")), sdk::StoreError);
  EXPECT_EQ(Layout(path()), 1);
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

TEST_F(UpgradeTest, WithoutACopyNothingIsChanged) {
  // The copy has no place where it could be written.
  std::filesystem::create_directory(path().string() + ".layout-1.unfinished");
  EXPECT_THROW(UpgradeDatabase(path(), false, Next("CREATE TABLE more(x)")), sdk::StoreError);
  EXPECT_EQ(Layout(path()), 1);
}

TEST_F(UpgradeTest, AStoreThatIsHeldIsNotUpgraded) {
  const local_disk::LockFile lock(path().string() + ".lock");
  EXPECT_THROW(UpgradeDatabase(path(), false, Next("CREATE TABLE more(x)")), sdk::StoreError);
  EXPECT_EQ(Layout(path()), 1);
}

TEST_F(UpgradeTest, OneOfANewerReleaseIsRefused) {
  Sql("PRAGMA user_version=999");
  try {
    const sdk::testing::store::Care care(*host().store_care());
    care.UpgradeAt(R"({"url":"sqlite:)" + path().string() + "\"}");
    ADD_FAILURE() << "it was upgraded";
  } catch (const OpenError& error) {
    EXPECT_EQ(error.code, "store_newer");
    EXPECT_NE(error.cause.find("999"), std::string::npos) << error.cause;
  }
}

}  // namespace
}  // namespace dashflow::sqlite
