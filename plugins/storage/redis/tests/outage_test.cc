// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <fstream>
#include <thread>

#include "plugins/storage/redis/tests/redis_fixture.h"

namespace dashflow::redis {
namespace {

class OutageTest : public RedisTest {
 protected:
  // While one lives, the server is there but says nothing.
  class Silence {
   public:
    Silence() { Signal(SIGSTOP); }
    ~Silence() { Signal(SIGCONT); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

   private:
    static void Signal(int signal) {
      pid_t pid = 0;
      std::ifstream(Fact("SERVER") + "/pid") >> pid;
      ASSERT_EQ(::kill(pid, signal), 0);
    }
  };

  static std::int32_t CommitAtLast(Client& store, Batch& batch) {
    std::int32_t result = store.Commit(batch);
    while (result == DF_STORE_UNAVAILABLE || result == DF_STORE_UNKNOWN) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      result = store.Commit(batch);
    }
    return result;
  }
};

TEST_F(OutageTest, AServerThatIsEmptiedIsNoEmptyStore) {
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Append(1, 1, "x").Put("s", "k", "v")), DF_STORE_OK);
  Tell({"FLUSHALL"});
  for (const Answer& answer : {store->Read(1), store->Scan("s"), store->Get("s", "k")}) {
    EXPECT_EQ(answer.status, DF_STORE_DAMAGED);
    EXPECT_NE(answer.reason.find("is not there any more"), std::string::npos) << answer.reason;
  }
  EXPECT_EQ(store->Commit(Batch().Append(1, 2, "y")), DF_STORE_DAMAGED);
  EXPECT_EQ(store->Commit(Batch().Append(2, 1, "y")), DF_STORE_DAMAGED);
}

TEST_F(OutageTest, ItsScriptsMayBeForgotten) {
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
  Tell({"SCRIPT", "FLUSH"});
  EXPECT_EQ(store->Read(1).Seqs(), "1");
  Tell({"SCRIPT", "FLUSH"});
  Batch batch;
  EXPECT_EQ(CommitAtLast(*store, batch.Append(1, 2, "y")), DF_STORE_OK);
}

TEST_F(OutageTest, ACommitWithoutAnAnswerIsUnknownAndCanBeReadBack) {
  const auto store = Open(R"("timeout_ms":100)");
  ASSERT_EQ(store->Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
  {
    const Silence silence;
    EXPECT_EQ(store->Commit(Batch().Append(1, 2, "y")), DF_STORE_UNKNOWN);
    EXPECT_EQ(store->Read(1).status, DF_STORE_UNAVAILABLE);
    EXPECT_EQ(WhyNot(Url(), R"("timeout_ms":100)").code, "store_unavailable");
  }
  // It was on its way, so it happens once the server is back; a second time it conflicts.
  Batch again;
  EXPECT_EQ(CommitAtLast(*store, again.Append(1, 2, "y")), DF_STORE_CONFLICT);
  EXPECT_EQ(store->Read(1).Seqs(), "1 2");
}

TEST_F(OutageTest, ConnectionsThatTheServerClosesAreOpenedAnew) {
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
  ASSERT_EQ(store->Read(1).Seqs(), "1");
  Tell({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
  EXPECT_EQ(store->Read(1).Seqs(), "1");
  Batch batch;
  EXPECT_EQ(CommitAtLast(*store, batch.Append(1, 2, "y")), DF_STORE_OK);
}

TEST_F(OutageTest, ABatchThatFindsNoMemoryChangesNothing) {
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Put("s", "k", "v", {"t"}).Append(1, 1, "x")), DF_STORE_OK);
  Tell({"CONFIG", "SET", "maxmemory", "1"});
  Batch batch;
  store->Commit(batch.Put("s", "k", "w", {"u"}).Append(1, 2, "y"));
  EXPECT_EQ(batch.result(), DF_STORE_FULL);
  EXPECT_EQ(store->Commit(Batch().Erase("s", "nothing")), DF_STORE_OK) << "room can be made";
  Tell({"CONFIG", "SET", "maxmemory", "0"});
  EXPECT_EQ(store->Get("s", "k").entries.at(0).bytes, "v");
  EXPECT_EQ(store->Scan("s", "u").Keys(), "");
  EXPECT_EQ(store->Read(1).Seqs(), "1");
}

}  // namespace
}  // namespace dashflow::redis
