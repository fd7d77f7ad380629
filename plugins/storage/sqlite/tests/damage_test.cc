// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

namespace dashflow::sqlite {
namespace {

class DamageTest : public SqliteTest {
 protected:
  // Flips one bit of the bytes that begin with `mark`, wherever the file has them.
  void FlipBitIn(const std::string& mark) {
    std::string content = ContentOf(path());
    const std::size_t at = content.find(mark);
    ASSERT_NE(at, std::string::npos);
    content[at + mark.size()] ^= 0x10;
    Write(path(), content);
  }
};

TEST_F(DamageTest, ADamagedEntryIsNamedAndItsNeighboursAreNot) {
  {
    const auto store = Open();
    for (const std::uint64_t seq : {1, 2, 3}) {
      const std::string mark = "mark-of-" + std::to_string(seq) + ":";
      ASSERT_EQ(store->Commit(Batch().Append(77, seq, mark + std::string(300, 'x'))), DF_STORE_OK);
    }
  }
  FlipBitIn("mark-of-2:");
  const auto store = Open();
  const Answer all = store->Read(77);
  EXPECT_EQ(all.status, DF_STORE_DAMAGED);
  EXPECT_EQ(all.Seqs(), "1");
  EXPECT_NE(all.reason.find("entry 2 of stream 77"), std::string::npos) << all.reason;
  const Answer back = store->Read(77, 1, 3, true);
  EXPECT_EQ(back.status, DF_STORE_DAMAGED);
  EXPECT_EQ(back.Seqs(), "3");
  EXPECT_EQ(store->Read(77, 3, 3).status, DF_STORE_OK);
}

TEST_F(DamageTest, ADamagedRecordIsNamed) {
  {
    const auto store = Open();
    store->Commit(
        Batch().Put("s", "good", "fine", {"t"}).Put("s", "sick", "mark-of-s:xxxx", {"t"}));
  }
  FlipBitIn("mark-of-s:");
  const auto store = Open();
  const Answer answer = store->Get("s", "sick");
  EXPECT_EQ(answer.status, DF_STORE_DAMAGED);
  EXPECT_TRUE(answer.entries.empty());
  EXPECT_NE(answer.reason.find("record 'sick' in space 's'"), std::string::npos) << answer.reason;
  EXPECT_EQ(store->Get("s", "good").status, DF_STORE_OK);
  const Answer scan = store->Scan("s");
  EXPECT_EQ(scan.status, DF_STORE_DAMAGED);
  EXPECT_EQ(scan.Keys(), "good");
  EXPECT_EQ(store->Scan("s", "t").status, DF_STORE_DAMAGED);
}

TEST_F(DamageTest, ADamagedBlobIsNoticed) {
  Open()->Commit(Batch().PutBlob("h", "mark-of-b:xxxx"));
  FlipBitIn("mark-of-b:");
  const Answer answer = Open()->GetBlob("h");
  EXPECT_EQ(answer.status, DF_STORE_DAMAGED);
  EXPECT_NE(answer.reason, "");
}

TEST_F(DamageTest, AnEntryInAnothersPlaceIsNoticed) {
  Open()->Commit(Batch().Append(1, 1, "a").Append(2, 1, "b"));
  Sql("UPDATE log SET stream = 3 - stream WHERE stream = 1 AND 0;"
      "UPDATE log SET stream = 9 WHERE stream = 2");
  EXPECT_EQ(Open()->Read(9).status, DF_STORE_DAMAGED);
}

TEST_F(DamageTest, ABrokenPageIsAnAnswerNotACrash) {
  {
    const auto store = Open();
    for (std::uint64_t seq = 1; seq <= 200; ++seq) {
      store->Commit(Batch().Append(1, seq, std::string(500, 'x')));
    }
  }
  std::string content = ContentOf(path());
  std::fill(content.begin() + 8192 * 5, content.end(), '\x13');
  Write(path(), content);
  const auto store = Open();
  EXPECT_EQ(store->Read(1).status, DF_STORE_DAMAGED);
}

}  // namespace
}  // namespace dashflow::sqlite
