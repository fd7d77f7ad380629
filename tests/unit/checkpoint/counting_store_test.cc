// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/tally/counting_store.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "host/checkpoint/forwarding_store.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::checkpoint {
namespace {

class CountingStoreTest : public ::testing::Test {
 protected:
  StoreCode AppendAt(std::uint64_t seq) {
    Operation op;
    op.kind = OpKind::kAppend;
    op.stream = 1;
    op.seq = seq;
    op.bytes = Bytes("entry");
    Batch batch;
    batch.ops = &op;
    batch.op_count = 1;
    return CommitAndWait(counting, batch);
  }
  std::uint64_t Answers(StoreCall call, StoreCode code) const {
    return counting.tally().calls[static_cast<std::size_t>(call)].codes.value(
        static_cast<std::size_t>(code));
  }

  testing::MapStore store;
  SystemClock clock;
  CountingStore counting{store, clock};
};

TEST_F(CountingStoreTest, CountsWhatItIsAskedForByItsAnswer) {
  const auto take = [](const StoredEntry&) { return true; };
  EXPECT_EQ(counting.Get("space", "key", take), StoreCode::kNotFound);
  ScanRange range;
  range.space = "space";
  EXPECT_EQ(counting.Scan(range, take), StoreCode::kOk);
  EXPECT_EQ(counting.Read(1, 1, 2, false, 0, take), StoreCode::kOk);
  EXPECT_EQ(Answers(StoreCall::kGet, StoreCode::kNotFound), 1U);
  EXPECT_EQ(Answers(StoreCall::kScan, StoreCode::kOk), 1U);
  EXPECT_EQ(Answers(StoreCall::kRead, StoreCode::kOk), 1U);
  EXPECT_EQ(Answers(StoreCall::kCommit, StoreCode::kOk), 0U);
}

TEST_F(CountingStoreTest, CountsEntriesOfCommitsThatAreTaken) {
  EXPECT_EQ(AppendAt(1), StoreCode::kOk);
  EXPECT_EQ(AppendAt(1), StoreCode::kConflict);
  EXPECT_EQ(Answers(StoreCall::kCommit, StoreCode::kConflict), 1U);
  EXPECT_EQ(counting.tally().counts.value(StoreTally::kEntries), 1U);
  EXPECT_EQ(counting.tally().counts.value(StoreTally::kEntryBytes), 5U);
  EXPECT_EQ(counting.tally().batch.counts().front(), 1U);
  EXPECT_TRUE(counting.tally().answers.load());
}

// Answers a commit when it is told to.
class LateStore final : public ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  void Commit(Batch&, void (*done)(void* context), void* context) override {
    done_ = done;
    context_ = context;
  }
  void Answer() { done_(context_); }

 private:
  void (*done_)(void* context) = nullptr;
  void* context_ = nullptr;
};

TEST_F(CountingStoreTest, IsThereUntilAllIsAnswered) {
  LateStore late(store);
  auto short_lived = std::make_unique<CountingStore>(late, clock);
  Batch batch;
  short_lived->Commit(
      batch, [](void*) {}, nullptr);
  std::atomic<bool> is_answered = false;
  const std::jthread answering([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    is_answered = true;
    late.Answer();
  });
  short_lived.reset();
  EXPECT_TRUE(is_answered);
}

}  // namespace
}  // namespace dashflow::checkpoint
