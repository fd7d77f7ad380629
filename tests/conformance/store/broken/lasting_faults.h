// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <mutex>
#include <set>
#include <string>

#include "tests/conformance/store/broken/broken_store.h"
#include "tests/conformance/store/broken/copied_batch.h"

namespace dashflow::conformance {

// Nothing wrong with it: a store in memory that outlives its close.
struct Kept : BrokenStore {
  static constexpr bool kKeeps = true;
  using BrokenStore::BrokenStore;

  void Opened(std::uint32_t flags) override { read_only_ = (flags & DF_STORE_READ_ONLY) != 0; }
  void Commit(Batches batches, Done done, void* context) override {
    if (!read_only_) return BrokenStore::Commit(batches, done, context);
    for (df_store_batch* batch : batches) batch->result = DF_STORE_INVALID;
    done(context);
  }
  df_text Reason() override {
    return read_only_ ? df_text{"only for reading", 16} : BrokenStore::Reason();
  }

 private:
  bool read_only_ = false;
};

struct ReaderWrites : Kept {
  using Kept::Kept;
  void Opened(std::uint32_t) override {}
};

struct ReadingMakesAStore : Kept {
  using Kept::Kept;
  static std::uint32_t FlagsFor(std::uint32_t) { return 0; }
};

// Erases the record that the last commit put.
struct LosesTheLastCommit : Kept {
  using Kept::Kept;
  void Answer(df_store_batch& batch) override {
    for (std::uint32_t i = 0; i < batch.op_count; ++i) {
      if (batch.ops[i].kind == DF_OP_PUT) Remember(batch.ops[i]);
    }
  }
  void Closing() override {
    for (CopiedBatch& erase : last_) {
      df_store_batch* const list[] = {erase.raw()};
      CommitNow(list);
    }
  }

 private:
  void Remember(df_store_op op) {
    op.kind = DF_OP_ERASE;
    op.term_count = 0;
    last_.clear();
    last_.emplace_back(df_store_batch{sizeof(df_store_batch), 1, &op, 0, 0, 0});
  }

  std::deque<CopiedBatch> last_;
};

// Counts revisions from one at every open.
struct CountsAnew : Kept {
  using Kept::Kept;
  void Answer(df_store_batch& batch) override {
    if (batch.rev != 0) batch.rev = ++count_;
  }

 private:
  std::uint64_t count_ = 0;
};

// An empty stream is new after a close.
struct ClosingForgetsEnds : Kept {
  using Kept::Kept;
  void Answer(df_store_batch& batch) override {
    const std::lock_guard lock(mutex_);
    for (std::uint32_t i = 0; i < batch.op_count; ++i) {
      if (batch.ops[i].kind == DF_OP_TRIM) streams_.insert(batch.ops[i].stream);
    }
  }
  void Closing() override {
    for (const std::uint64_t stream : streams_) {
      if (LastSeq(stream) != 0) continue;
      df_store_op op{};
      op.kind = DF_OP_TRIM;
      op.stream = stream;
      op.seq = DF_STORE_FORGET;
      df_store_batch batch{sizeof(batch), 1, &op, 0, 0, 0};
      df_store_batch* const list[] = {&batch};
      CommitNow(list);
    }
  }

 private:
  std::mutex mutex_;
  std::set<std::uint64_t> streams_;
};

}  // namespace dashflow::conformance
