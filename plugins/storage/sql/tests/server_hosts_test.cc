// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>
#include <vector>

#include "plugins/storage/sql/tests/server_fixture.h"

namespace dashflow::sql {
namespace {

// Several hosts on one place.
class ServerHostsTest : public ServerTest {
 protected:
  static constexpr int kHosts = 4;

  void SetUp() override {
    ServerTest::SetUp();
    for (int i = 0; i < kHosts; ++i) hosts_.push_back(Open());
  }
  void TearDown() override {
    hosts_.clear();
    ServerTest::TearDown();
  }

  Client& host_at(std::size_t index) { return *hosts_[index]; }
  template <class Body>
  void OnAllHosts(Body body) {
    std::vector<std::jthread> threads;
    for (auto& one : hosts_) threads.emplace_back([&] { body(*one); });
  }

 private:
  std::vector<std::unique_ptr<Client>> hosts_;
};

TEST_F(ServerHostsTest, OneOfThemAppendsEachEntry) {
  constexpr std::uint64_t kSeqs = 40;
  std::atomic<std::uint64_t> wins = 0;
  OnAllHosts([&](Client& host) {
    for (std::uint64_t seq = 1; seq <= kSeqs; ++seq) {
      std::int32_t result = DF_STORE_CONFLICT;
      // A conflict before the stream got that far is no answer to who appends it.
      while (result == DF_STORE_CONFLICT && host.Read(1, seq, seq).entries.empty()) {
        result = host.Commit(Batch().Append(1, seq, "x"));
      }
      wins += result == DF_STORE_OK ? 1 : 0;
    }
  });
  EXPECT_EQ(wins, kSeqs);
  EXPECT_EQ(host_at(0).Read(1).entries.size(), kSeqs);
}

TEST_F(ServerHostsTest, OneOfThemMakesARecord) {
  constexpr int kRecords = 25;
  std::atomic<int> wins = 0;
  OnAllHosts([&](Client& host) {
    for (int i = 0; i < kRecords; ++i) {
      const std::string key = std::to_string(i);
      wins += host.Commit(Batch().Expect("s", key, 0).Put("s", key, "v")) == DF_STORE_OK ? 1 : 0;
    }
  });
  EXPECT_EQ(wins, kRecords);
}

TEST_F(ServerHostsTest, NoneOverwritesWhatItHasNotSeen) {
  host_at(0).Commit(Batch().Put("s", "counter", "0"));
  constexpr int kEach = 15;
  OnAllHosts([&](Client& host) {
    for (int done = 0; done < kEach;) {
      const auto now = host.Get("s", "counter").entries.at(0);
      const std::string next = std::to_string(std::stoi(now.bytes) + 1);
      Batch batch;
      batch.Expect("s", "counter", now.rev).Put("s", "counter", next);
      done += host.Commit(batch) == DF_STORE_OK ? 1 : 0;
    }
  });
  EXPECT_EQ(host_at(1).Get("s", "counter").entries.at(0).bytes, std::to_string(kHosts * kEach));
}

TEST_F(ServerHostsTest, RevisionsRiseAcrossThem) {
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    Batch batch;
    batch.Put("s", std::to_string(i % 3), "v");
    ASSERT_EQ(host_at(i % kHosts).Commit(batch), DF_STORE_OK);
    EXPECT_GT(batch.rev(), last);
    last = batch.rev();
  }
}

TEST_F(ServerHostsTest, WhoeverWasReplacedCannotCommit) {
  ASSERT_EQ(host_at(0).Commit(Batch().Append(1, 1, "a")), DF_STORE_OK);
  ASSERT_EQ(host_at(1).Commit(Batch().Append(1, 2, "takeover")), DF_STORE_OK);
  EXPECT_EQ(host_at(0).Commit(Batch().Append(1, 2, "zombie")), DF_STORE_CONFLICT);
  EXPECT_EQ(host_at(0).Commit(Batch().Put("s", "k", "v").Append(1, 2, "zombie")),
            DF_STORE_CONFLICT);
  EXPECT_EQ(host_at(2).Get("s", "k").status, DF_STORE_NOT_FOUND);
}

}  // namespace
}  // namespace dashflow::sql
