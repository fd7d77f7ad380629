// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <vector>

#include "tests/conformance/store/broken/broken_store.h"
#include "tests/conformance/store/broken/copied_batch.h"

namespace dashflow::conformance {

// What a conflicting batch did before its conflict stays.
struct CommitsHalves : BrokenStore {
  using BrokenStore::BrokenStore;
  void Commit(Batches batches, Done done, void* context) override {
    CommitNow(batches);
    for (df_store_batch* batch : batches) {
      if (batch->result != DF_STORE_CONFLICT) continue;
      df_store_batch half{sizeof(half), batch->failed_op, batch->ops, 0, 0, 0};
      df_store_batch* const list[] = {&half};
      CommitNow(list);
    }
    done(context);
  }
};

// One commit in seven is answered with OK and not done.
struct LosesCommits : BrokenStore {
  using BrokenStore::BrokenStore;
  void Commit(Batches batches, Done done, void* context) override {
    if (++commits_ % 7 != 0) return BrokenStore::Commit(batches, done, context);
    for (df_store_batch* batch : batches) batch->result = DF_STORE_OK;
    done(context);
  }

 private:
  std::atomic<int> commits_ = 0;
};

// The batches of one commit apply from the last to the first.
struct CommitsBackwards : BrokenStore {
  using BrokenStore::BrokenStore;
  void Commit(Batches batches, Done done, void* context) override {
    std::vector<df_store_batch*> reversed(batches.rbegin(), batches.rend());
    CommitNow(reversed);
    done(context);
  }
};

// Names the first operation, whichever conflicts.
struct BlamesTheFirst : BrokenStore {
  using BrokenStore::BrokenStore;
  void Answer(df_store_batch& batch) override { batch.failed_op = 0; }
};

// One batch that conflicts takes the others of its commit with it.
struct FailsTogether : BrokenStore {
  using BrokenStore::BrokenStore;
  void Commit(Batches batches, Done done, void* context) override {
    CommitNow(batches);
    const auto failed = std::find_if(batches.begin(), batches.end(), [](const auto* batch) {
      return batch->result == DF_STORE_CONFLICT;
    });
    if (failed != batches.end()) {
      for (df_store_batch* batch : batches) batch->result = DF_STORE_CONFLICT;
    }
    done(context);
  }
};

// Answers before it commits: reads see it, a kill does not leave it.
struct AnswersEarly : BrokenStore {
  using BrokenStore::BrokenStore;
  void Closing() override { Flush(); }
  void Commit(Batches batches, Done done, void* context) override {
    {
      const std::lock_guard lock(mutex_);
      for (df_store_batch* batch : batches) {
        waiting_.emplace_back(*batch);
        batch->result = DF_STORE_OK;
        batch->rev = ++rev_;
      }
    }
    done(context);
  }
  std::int32_t Get(df_text space, df_text key, const EntrySink& sink) override {
    Flush();
    return BrokenStore::Get(space, key, sink);
  }
  std::int32_t Read(const Range& range, const EntrySink& sink) override {
    Flush();
    return BrokenStore::Read(range, sink);
  }

 private:
  void Flush() {
    const std::lock_guard lock(mutex_);
    for (CopiedBatch& batch : waiting_) {
      df_store_batch* const list[] = {batch.raw()};
      CommitNow(list);
    }
    waiting_.clear();
  }

  std::mutex mutex_;
  std::deque<CopiedBatch> waiting_;
  std::uint64_t rev_ = 0;
};

// Ends the process when it meets a conflict.
struct Crashes : BrokenStore {
  using BrokenStore::BrokenStore;
  void Answer(df_store_batch& batch) override {
    if (batch.result == DF_STORE_CONFLICT) std::abort();
  }
};

// Never answers a commit that conflicts.
struct Hangs : BrokenStore {
  using BrokenStore::BrokenStore;
  void Commit(Batches batches, Done done, void* context) override {
    CommitNow(batches);
    const bool conflict = std::any_of(batches.begin(), batches.end(), [](const auto* batch) {
      return batch->result == DF_STORE_CONFLICT;
    });
    if (!conflict) done(context);
  }
};

}  // namespace dashflow::conformance
