// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <dashflow/testing/store/child.hpp>

#include "plugins/storage/file/tests/file_fixture.h"

namespace dashflow::file {
namespace {

class JournalTest : public FileTest {
 protected:
  // Lets another process append three entries, one group each, and killed be.
  void AppendAndGetKilled() {
    sdk::testing::store::Child child([&](int) {
      const auto store = Open();
      for (const std::uint64_t seq : {1, 2, 3}) {
        store->Commit(Batch().Append(1, seq, "content " + std::to_string(seq)));
      }
      ::raise(SIGKILL);
    });
    child.Wait();
  }
  bool WasTold(const std::string& what) {
    for (const auto& line : host().log()) {
      if (line.message.find(what) != std::string::npos) return true;
    }
    return false;
  }
};

TEST_F(JournalTest, CanBeReadByPeople) {
  Open()->Commit(Batch()
                     .Put("run", "a b", "bytes", {"state:done"})
                     .Append(7, 1, "entry")
                     .PutBlob("\x01", "b"));
  const std::string content = ContentOf(journal());
  EXPECT_TRUE(content.starts_with("dashflow journal 1 id="));
  EXPECT_NE(content.find("\ngroup 00000000000000000001 bytes="), std::string::npos) << content;
  EXPECT_NE(content.find("\nput space=run key=a%20b rev=1 term=state:done size=5 sum="),
            std::string::npos)
      << content;
  EXPECT_NE(content.find("\nappend stream=7 seq=1 size=5 sum="), std::string::npos) << content;
  EXPECT_NE(content.find("\nblob hash=%01 time="), std::string::npos) << content;
  EXPECT_TRUE(content.ends_with("\nclosed\n")) << content;
}

TEST_F(JournalTest, ATornTailIsCutOffWithANote) {
  AppendAndGetKilled();
  const std::string whole = ContentOf(journal());
  const std::size_t last = whole.rfind("\ngroup ") + 1;
  for (std::size_t size = last + 1; size < whole.size(); size += 7) {
    Write(journal(), whole.substr(0, size));
    EXPECT_EQ(Open("", DF_STORE_READ_ONLY)->Read(1).Seqs(), "1 2");
    EXPECT_EQ(ContentOf(journal()).size(), size) << "a reader changed the journal";
    const auto store = Open();
    EXPECT_EQ(store->Read(1).Seqs(), "1 2");
    EXPECT_EQ(store->Commit(Batch().Append(1, 3, "again")), DF_STORE_OK);
  }
  EXPECT_TRUE(WasTold("cut off"));
}

TEST_F(JournalTest, ATailOfTheRightSizeWithOtherBytesIsTornToo) {
  AppendAndGetKilled();
  FlipBitBehind("content ");  // of the first entry: not the tail
  EXPECT_EQ(Open("", DF_STORE_READ_ONLY)->Read(1, 2).Seqs(), "2 3");
  FlipBitBehind("content ");
  std::string content = ContentOf(journal());
  content[content.rfind("content 3")] = 'C';
  Write(journal(), content);
  EXPECT_EQ(Open()->Read(1).Seqs(), "1 2");
}

TEST_F(JournalTest, ADamagedEntryIsNamedAndItsNeighboursAreNot) {
  AppendAndGetKilled();
  FlipBitBehind("\nconten");  // of the first entry
  const auto store = Open();
  EXPECT_EQ(store->Read(1, 2).Seqs(), "2 3");
  const Answer damaged = store->Read(1);
  EXPECT_EQ(damaged.status, DF_STORE_DAMAGED);
  EXPECT_EQ(damaged.Seqs(), "");
  EXPECT_NE(damaged.reason.find("entry of stream 1 1 is damaged"), std::string::npos)
      << damaged.reason;
}

TEST_F(JournalTest, WhatStandsBeforeADamagedEntryIsGiven) {
  AppendAndGetKilled();
  std::string content = ContentOf(journal());
  content[content.find("content 2")] = 'C';
  Write(journal(), content);
  const Answer answer = Open()->Read(1);
  EXPECT_EQ(answer.status, DF_STORE_DAMAGED);
  EXPECT_EQ(answer.Seqs(), "1");
}

TEST_F(JournalTest, ADamagedLineInTheMiddleIsNeverSkipped) {
  AppendAndGetKilled();
  FlipBitBehind("append stream=1 seq=2 size=9 sum=");
  const std::string before = ContentOf(journal());
  for (const std::uint32_t flags : {0U, DF_STORE_READ_ONLY}) {
    const OpenError error = WhyNot(flags);
    EXPECT_EQ(error.code, "store_damaged");
    EXPECT_NE(error.cause.find("group 2"), std::string::npos) << error.cause;
    EXPECT_EQ(ContentOf(journal()), before);
  }
}

TEST_F(JournalTest, WhatIsDamagedAfterAGoodCloseIsNoTornTail) {
  Open()->Commit(Batch().Append(1, 1, "content 1"));
  FlipBitBehind("append stream=");
  EXPECT_EQ(WhyNot().code, "store_damaged");
}

TEST_F(JournalTest, IsWrittenAnewWhenItIsMostlyGarbage) {
  {
    const auto store = Open(R"("garbage_mib":1)");
    for (int i = 0; i < 40; ++i) {
      ASSERT_EQ(store->Commit(Batch().Put("s", "k", std::string(100'000, 'a' + i % 26))),
                DF_STORE_OK);
      ASSERT_EQ(store->Get("s", "k").entries.at(0).bytes[0], 'a' + i % 26);
    }
    ASSERT_EQ(store->Commit(Batch().Append(1, 1, "x").Append(1, 2, "y").Trim(1, 2)), DF_STORE_OK);
    EXPECT_LT(std::filesystem::file_size(journal()), 1'500'000U);
  }
  const auto store = Open();
  EXPECT_EQ(store->Get("s", "k").entries.at(0).bytes, std::string(100'000, 'a' + 39 % 26));
  EXPECT_EQ(store->Read(1).Seqs(), "2");
}

TEST_F(JournalTest, AReaderFollowsAJournalThatIsWrittenAnew) {
  const auto store = Open(R"("garbage_mib":0)");
  store->Commit(Batch().Put("s", "k", "0"));
  const auto reader = Open("", DF_STORE_READ_ONLY);
  for (int i = 1; i < 50; ++i) {
    store->Commit(Batch().Put("s", "k", std::to_string(i)).Append(1, i, std::string(500, 'x')));
    ASSERT_EQ(reader->Get("s", "k").entries.at(0).bytes, std::to_string(i));
    ASSERT_EQ(reader->Read(1).entries.size(), static_cast<std::size_t>(i));
    store->Commit(Batch().Erase("s", "gone"));
  }
}

TEST_F(JournalTest, IsNotWrittenAnewWithDamageInIt) {
  {
    const auto store = Open();
    store->Commit(Batch().Append(1, 1, "content 1"));
    store->Commit(Batch().Append(1, 2, "content 2"));
  }
  FlipBitBehind("\ncontent");
  const auto store = Open(R"("garbage_mib":0)");
  for (int i = 0; i < 20; ++i) store->Commit(Batch().Put("s", "k", std::string(10'000, 'x')));
  EXPECT_EQ(store->Read(1).status, DF_STORE_DAMAGED);
  EXPECT_EQ(store->Read(1, 2).Seqs(), "2");
  EXPECT_TRUE(WasTold("the journal stays as long as it is"));
}

TEST_F(JournalTest, AJournalThatWasBeingWrittenAnewIsForgotten) {
  Open()->Commit(Batch().Append(1, 1, "x"));
  Write(place() / "journal.new", "half of it");
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
  EXPECT_FALSE(std::filesystem::exists(place() / "journal.new"));
}

}  // namespace
}  // namespace dashflow::file
