// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <dashflow/testing/store/care.hpp>

#include "plugins/storage/sql/tests/server_fixture.h"

namespace dashflow::sql {
namespace {

using sdk::testing::store::Care;
using testing::HasSubstr;

class ServerCareTest : public ServerTest {
 protected:
  Care care() { return Care(*host().store_care()); }
  std::string ConfigOf(const std::string& settings = "") const {
    return R"({"url":")" + AddressFor(account(), settings) + "\"}";
  }
  template <class Act>
  static OpenError ErrorOf(Act act) {
    try {
      act();
    } catch (const OpenError& error) {
      EXPECT_NE(error.fix, "");
      return error;
    }
    ADD_FAILURE() << "it does what it cannot";
    return {};
  }
};

TEST_F(ServerCareTest, TellsItsLayoutAndWhatItTakes) {
  const auto store = Open();
  Batch batch;
  batch.Append(1, 1, "1234").Append(1, 2, "12").Put("s", "k", "12345").PutBlob("h", "123");
  ASSERT_EQ(store->Commit(batch), DF_STORE_OK);
  const auto about = care().Describe(*store);
  EXPECT_EQ(about.layout, 1);
  EXPECT_EQ(about.newest_layout, 1);
  EXPECT_EQ(about.log.count, 2);
  EXPECT_EQ(about.log.bytes, 6);
  EXPECT_EQ(about.records.bytes, 5);
  EXPECT_EQ(about.blobs.bytes, 3);
  EXPECT_GT(about.disk_bytes, 10'000);
}

TEST_F(ServerCareTest, VerifyNamesEachRowWhoseSumDiffers) {
  const auto store = Open();
  Batch batch;
  for (std::uint64_t seq = 1; seq <= 600; ++seq) batch.Append(7, seq, std::string(2000, 'x'));
  for (int i = 0; i < 300; ++i) batch.Put("s", std::to_string(i), "v");
  ASSERT_EQ(store->Commit(batch.PutBlob("\xab\x01", "b").Append(UINT64_MAX, 1, "a")), DF_STORE_OK);
  EXPECT_TRUE(care().Verify(*store).empty());
  Sql("UPDATE df_log SET checksum = 1 WHERE seq IN (300, 599)");
  Sql("UPDATE df_record SET checksum = 1 WHERE name = '99'");
  Sql("UPDATE df_blob SET checksum = 1");
  const auto findings = care().Verify(*store);
  ASSERT_EQ(findings.size(), 4U);
  EXPECT_EQ(findings[0].stream, 7U);
  EXPECT_EQ(findings[0].seq, 300U);
  EXPECT_EQ(findings[1].seq, 599U);
  EXPECT_THAT(findings[2].what, HasSubstr("record '99' in space 's'"));
  EXPECT_THAT(findings[3].what, HasSubstr("blob ab01"));
}

TEST_F(ServerCareTest, UpgradeSaysWhatItWouldDoAndRefusesWhatIsNewer) {
  EXPECT_EQ(ErrorOf([&] { care().UpgradeAt(ConfigOf()); }).code, "store_not_found");
  Open();
  const auto plan = care().UpgradeAt(ConfigOf());
  EXPECT_EQ(plan.from, 1);
  EXPECT_EQ(plan.to, 1);
  EXPECT_FALSE(plan.done);
  Sql("UPDATE df_layout SET version = 9, min_reader = 1, min_writer = 9");
  EXPECT_EQ(ErrorOf([&] { care().UpgradeAt(ConfigOf()); }).code, "store_newer");
}

TEST_F(ServerCareTest, AnOlderLayoutIsBroughtUpWhenItIsTold) {
  Open();
  Sql("UPDATE df_layout SET version = 0");
  EXPECT_EQ(care().UpgradeAt(ConfigOf(), true).to, 1);
  EXPECT_EQ(care().UpgradeAt(ConfigOf(), true).from, 0) << "a dry run changed it";
}

TEST_F(ServerCareTest, NamesTheToolsOfItsServer) {
  const auto store = Open();
  const OpenError backup = ErrorOf([&] { care().Backup(*store, "file"); });
  EXPECT_EQ(backup.code, "store_unsupported");
  EXPECT_THAT(backup.fix, HasSubstr("dump"));
  EXPECT_THAT(backup.fix, HasSubstr("dashflow db migrate"));
  EXPECT_EQ(ErrorOf([&] { care().Vacuum(*store); }).code, "store_unsupported");
  EXPECT_EQ(ErrorOf([&] { care().Restore(ConfigOf(), "file"); }).code, "store_unsupported");
}

}  // namespace
}  // namespace dashflow::sql
