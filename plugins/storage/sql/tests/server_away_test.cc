// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <functional>
#include <thread>

#include "plugins/storage/sql/tests/server_fixture.h"
#include "plugins/storage/sql/tests/tcp_proxy.h"

namespace dashflow::sql {
namespace {

using Mode = TcpProxy::Mode;

// A store whose server goes away and comes back.
class ServerAwayTest : public ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    proxy_ = std::make_unique<TcpProxy>(account().port);
    Account behind = account();
    behind.port = proxy_->port();
    store_ = OpenAs(behind, "&migrate=create&statement_timeout_ms=1000&connect_timeout_s=2");
    ASSERT_EQ(Append(1), DF_STORE_OK);
  }
  void TearDown() override {
    store_.reset();
    proxy_.reset();
    ServerTest::TearDown();
  }

  TcpProxy& proxy() { return *proxy_; }
  Client& store() { return *store_; }
  std::int32_t Append(std::uint64_t seq) { return store_->Commit(Batch().Append(1, seq, "x")); }
  // A batch that needs a transaction.
  std::int32_t AppendAndPut(std::uint64_t seq) {
    return store_->Commit(Batch().Append(1, seq, "x").Put("s", "k", std::to_string(seq)));
  }
  // The store keeps away from a server for a while after it failed.
  std::int32_t UntilItIsBack(const std::function<std::int32_t()>& commit) {
    std::int32_t result = DF_STORE_UNAVAILABLE;
    for (int i = 0; i < 400 && result == DF_STORE_UNAVAILABLE; ++i) {
      result = commit();
      if (result == DF_STORE_UNAVAILABLE)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return result;
  }
  std::string Seqs() { return Open("")->Read(1).Seqs(); }

 private:
  std::unique_ptr<TcpProxy> proxy_;
  std::unique_ptr<Client> store_;
};

TEST_F(ServerAwayTest, ACutBetweenCommitsIsNotNoticed) {
  for (std::uint64_t seq = 2; seq <= 9; ++seq) {
    ASSERT_EQ(store().Read(1).status, DF_STORE_OK);
    proxy().Set(Mode::kRefuse);
    proxy().Set(Mode::kForward);
    ASSERT_EQ(UntilItIsBack([&] { return seq % 2 == 0 ? Append(seq) : AppendAndPut(seq); }),
              DF_STORE_OK);
  }
  EXPECT_EQ(Seqs(), "1 2 3 4 5 6 7 8 9");
}

TEST_F(ServerAwayTest, NothingIsDoneWhileItIsAway) {
  proxy().Set(Mode::kRefuse);
  for (int i = 0; i < 3; ++i) {
    std::vector<Batch> batches(1);
    batches[0].Append(1, 2, "x");
    EXPECT_NE(store().CommitAll(batches), "");
    EXPECT_EQ(batches[0].result(), DF_STORE_UNAVAILABLE);
    EXPECT_EQ(AppendAndPut(2), DF_STORE_UNAVAILABLE);
    const auto read = store().Read(1);
    EXPECT_EQ(read.status, DF_STORE_UNAVAILABLE);
    EXPECT_EQ(read.reason.find(account().password), std::string::npos) << read.reason;
  }
  EXPECT_EQ(Seqs(), "1");
  proxy().Set(Mode::kForward);
  EXPECT_EQ(UntilItIsBack([&] { return AppendAndPut(2); }), DF_STORE_OK);
  EXPECT_EQ(store().Read(1).Seqs(), "1 2");
}

TEST_F(ServerAwayTest, ALostAnswerIsUnknownThoughItWasDone) {
  proxy().Set(Mode::kLoseAnswers);
  EXPECT_EQ(Append(2), DF_STORE_UNKNOWN);
  proxy().Set(Mode::kForward);
  EXPECT_EQ(Seqs(), "1 2");
  EXPECT_EQ(UntilItIsBack([&] { return Append(3); }), DF_STORE_OK);
}

TEST_F(ServerAwayTest, ALostAppendIsUnknownThoughItWasNotDone) {
  proxy().Set(Mode::kLoseQuestions);
  EXPECT_EQ(Append(2), DF_STORE_UNKNOWN);
  proxy().Set(Mode::kForward);
  EXPECT_EQ(UntilItIsBack([&] { return Append(2); }), DF_STORE_OK);
}

// What was lost before the commit was asked for is certainly not done.
TEST_F(ServerAwayTest, ATransactionThatIsCutOffBeforeItsCommitIsNotUnknown) {
  for (const Mode mode : {Mode::kLoseQuestions, Mode::kLoseAnswers}) {
    proxy().Set(mode);
    EXPECT_EQ(AppendAndPut(2), DF_STORE_UNAVAILABLE);
    EXPECT_EQ(Seqs(), "1");
    proxy().Set(Mode::kForward);
    EXPECT_EQ(UntilItIsBack([&] { return store().Commit(Batch().Put("s", "other", "v")); }),
              DF_STORE_OK);
  }
  EXPECT_EQ(AppendAndPut(2), DF_STORE_OK);
}

TEST_F(ServerAwayTest, AServerThatSaysNothingIsNotWaitedForForEver) {
  proxy().Set(Mode::kSilence);
  EXPECT_EQ(Append(2), DF_STORE_UNKNOWN);
  EXPECT_EQ(Append(2), DF_STORE_UNAVAILABLE);
  proxy().Set(Mode::kForward);
  const std::int32_t again = UntilItIsBack([&] { return Append(2); });
  EXPECT_TRUE(again == DF_STORE_OK || again == DF_STORE_CONFLICT) << again;
  EXPECT_EQ(Seqs(), "1 2");
}

TEST_F(ServerAwayTest, ALockThatSomebodyHoldsIsNotWaitedForForEver) {
  const auto other = Connect();
  other->Execute("BEGIN");
  other->Execute("SELECT last_rev FROM df_revision FOR UPDATE");
  EXPECT_EQ(AppendAndPut(2), DF_STORE_UNAVAILABLE);
  EXPECT_EQ(Append(2), DF_STORE_OK);
  other->Execute("ROLLBACK");
  EXPECT_EQ(AppendAndPut(3), DF_STORE_OK);
}

}  // namespace
}  // namespace dashflow::sql
