// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include "tests/conformance/store/kit/store_test.h"

namespace dashflow::conformance {
namespace {

using ThreadTest = StoreTest;
DF_STORE_SUITE(ThreadTest, StoresUnderTest());

constexpr int kThreads = 8;

template <class Body>
void OnThreads(Body body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(body, i);
  for (auto& thread : threads) thread.join();
}

TEST_P(ThreadTest, EveryThreadReadsWhatItCommitted) {
  constexpr std::uint64_t kEach = 60;
  std::atomic<int> missing = 0;
  OnThreads([&](int thread) {
    const auto stream = static_cast<std::uint64_t>(thread);
    for (std::uint64_t seq = 1; seq <= kEach; ++seq) {
      Batch batch;
      batch.Append(stream, seq, "x").Put("t", std::to_string(stream), std::to_string(seq));
      store().Commit(batch);
      const bool there = store().Read(stream, seq, seq).entries.size() == 1 &&
                         store().Get("t", std::to_string(stream)).entries.at(0).rev == batch.rev();
      missing += there ? 0 : 1;
    }
  });
  EXPECT_EQ(missing, 0);
  for (std::uint64_t stream = 0; stream < kThreads; ++stream) {
    EXPECT_EQ(store().Read(stream).entries.size(), kEach);
  }
}

TEST_P(ThreadTest, OneOfManyWinsEachSeq) {
  constexpr std::uint64_t kSeqs = 40;
  std::atomic<int> wins = 0;
  OnThreads([&](int thread) {
    for (std::uint64_t seq = 1; seq <= kSeqs; ++seq) {
      const auto result = store().Commit(Batch().Append(1, seq, std::to_string(thread)));
      wins += result == DF_STORE_OK ? 1 : 0;
    }
  });
  EXPECT_EQ(wins, static_cast<int>(kSeqs));
  EXPECT_EQ(store().Read(1).entries.size(), kSeqs);
}

TEST_P(ThreadTest, OneOfManyMakesTheRecord) {
  std::atomic<int> wins = 0;
  OnThreads([&](int) {
    for (int i = 0; i < 30; ++i) {
      const std::string key = std::to_string(i);
      wins += store().Commit(Batch().Expect("s", key, 0).Put("s", key, "v")) == DF_STORE_OK ? 1 : 0;
    }
  });
  EXPECT_EQ(wins, 30);
}

TEST_P(ThreadTest, CommitsHandedInWithoutWaitingKeepTheirOrder) {
  constexpr int kCount = 500;
  std::vector<Batch> batches(kCount);
  std::atomic<int> done = 0;
  for (int i = 0; i < kCount; ++i) {
    batches[i].Append(1, static_cast<std::uint64_t>(i) + 1, "x");
    df_store_batch* raw = batches[i].raw();
    // The array is borrowed until `done` as well.
    static thread_local std::vector<df_store_batch*> pointers(kCount);
    pointers[i] = raw;
    store().table().commit(
        store().raw(), &pointers[i], 1,
        [](void* count) { ++*static_cast<std::atomic<int>*>(count); }, &done);
  }
  while (done < kCount) std::this_thread::yield();
  for (const Batch& batch : batches) EXPECT_EQ(batch.result(), DF_STORE_OK);
}

// One run that commits its next step from inside `done`.
struct Chain {
  Chain(Client* client, std::uint64_t own_stream, std::uint64_t end)
      : store(client), stream(own_stream), last(end) {}

  Client* const store;
  const std::uint64_t stream;
  const std::uint64_t last;
  std::uint64_t seq = 0;
  Batch batch{};
  df_store_batch* raw = nullptr;
  std::atomic<bool> over = false;

  static void Step(void* context) {
    auto& self = *static_cast<Chain*>(context);
    const bool failed = self.raw != nullptr && self.raw->result != DF_STORE_OK;
    if (failed || self.seq == self.last) {
      self.over = true;
      self.over.notify_one();
      return;
    }
    self.batch = Batch();
    self.raw = self.batch.Append(self.stream, ++self.seq, "x").raw();
    self.store->table().commit(self.store->raw(), &self.raw, 1, &Chain::Step, &self);
  }
};

TEST_P(ThreadTest, DoneMayCommitAgain) {
  std::deque<Chain> chains;
  for (std::uint64_t stream = 1; stream <= 20; ++stream) {
    chains.emplace_back(&store(), stream, 50);
  }
  for (Chain& chain : chains) Chain::Step(&chain);
  for (Chain& chain : chains) chain.over.wait(false);
  for (Chain& chain : chains) EXPECT_EQ(store().Read(chain.stream).entries.size(), 50U);
}

}  // namespace
}  // namespace dashflow::conformance
