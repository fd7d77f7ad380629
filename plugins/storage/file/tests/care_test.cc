// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <dashflow/testing/store/care.hpp>

#include "plugins/storage/file/tests/file_fixture.h"

// What is the file store's own; the laws of all stores are in the conformance suite of the SDK.
namespace dashflow::file {
namespace {

using sdk::testing::store::Care;
using testing::HasSubstr;

class CareTest : public FileTest {
 protected:
  Care care() { return Care(*host().store_care()); }
  std::string backup() const { return (place().parent_path() / "backup.journal").string(); }
  std::string Restore() {
    return care().Restore(R"({"url":"file:)" + place().string() + "\"}", backup());
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

TEST_F(CareTest, ABackupIsAJournalOfItsOwn) {
  const auto store = Open();
  store->Commit(Batch().Append(1, 1, "first"));
  care().Backup(*store, backup());
  EXPECT_TRUE(ContentOf(backup()).starts_with("dashflow journal 1 id="));
  EXPECT_NE(ContentOf(backup()).substr(0, 39), ContentOf(journal()).substr(0, 39));
  EXPECT_EQ(OpenAt(backup(), "", DF_STORE_READ_ONLY)->Read(1).Seqs(), "1");
  EXPECT_THROW(OpenAt(backup()), OpenError) << "nobody writes to a backup";
}

TEST_F(CareTest, VerifyNamesWhatIsDamaged) {
  Open()->Commit(Batch().Append(7, 1, "good").Append(7, 2, "sick:x").Put("s", "k", "ill:x"));
  FlipBitBehind("sick:");
  FlipBitBehind("ill:");
  const auto reader = Open("", DF_STORE_READ_ONLY);
  const auto findings = care().Verify(*reader);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_THAT(findings[0].what, HasSubstr("record s k is damaged"));
  EXPECT_THAT(findings[1].what, HasSubstr("entry of stream 7 2 is damaged"));
  EXPECT_EQ(findings[1].stream, 7U);
  EXPECT_EQ(findings[1].seq, 2U);
}

TEST_F(CareTest, ADamagedEntryIsNotBackedUp) {
  Open()->Commit(Batch().Append(7, 1, "sick:x"));
  Open()->Commit(Batch().Append(7, 2, "good"));
  FlipBitBehind("sick:");
  const auto reader = Open("", DF_STORE_READ_ONLY);
  try {
    care().Backup(*reader, backup());
    ADD_FAILURE() << "there is a backup";
  } catch (const OpenError& error) {
    EXPECT_EQ(error.code, "store_damaged");
  }
  EXPECT_FALSE(std::filesystem::exists(backup()));
  EXPECT_FALSE(std::filesystem::exists(backup() + ".unfinished"));
}

TEST_F(CareTest, VacuumLeavesWhatIsThere) {
  const auto store = Open();
  for (std::uint64_t seq = 1; seq <= 50; ++seq) {
    store->Commit(Batch().Append(1, seq, std::string(10'000, 'x')));
  }
  store->Commit(Batch().Trim(1, 50));
  EXPECT_GT(care().Describe(*store).free_bytes, 400'000);
  care().Vacuum(*store);
  EXPECT_LT(care().Describe(*store).disk_bytes, 20'000);
  EXPECT_LT(std::filesystem::file_size(journal()), 20'000U);
  EXPECT_EQ(store->Read(1).Seqs(), "50");
  EXPECT_EQ(store->Commit(Batch().Append(1, 51, "x")), DF_STORE_OK);
}

TEST_F(CareTest, ADamagedStoreIsReplacedAndKept) {
  {
    const auto store = Open();
    store->Commit(Batch().Append(1, 1, "first"));
    care().Backup(*store, backup());
  }
  const std::string broken = "dashflow journal 1 id=0123456789abcdef\nbroken";
  Write(journal(), broken);
  const std::string kept = Restore();
  EXPECT_EQ(kept, journal().string() + ".replaced");
  EXPECT_EQ(ContentOf(kept), broken);
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

TEST_F(CareTest, WhatIsNoJournalReplacesNothing) {
  Open()->Commit(Batch().Append(1, 1, "first"));
  Write(backup(), "hello");
  EXPECT_EQ(CodeOfRestore(), "store_invalid");
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

TEST_F(CareTest, AFolderOfSomebodyElseIsNotFilled) {
  Write(place() / "thesis.txt", "x");
  Write(backup(), "dashflow journal 1 id=0123456789abcdef\n");
  EXPECT_EQ(CodeOfRestore(), "store_invalid");
  EXPECT_FALSE(std::filesystem::exists(journal()));
}

}  // namespace
}  // namespace dashflow::file
