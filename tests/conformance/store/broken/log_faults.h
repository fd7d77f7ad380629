// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "tests/conformance/store/broken/broken_store.h"

namespace dashflow::conformance {

// Takes an append that conflicts when `Is` says so, and does nothing.
template <bool kOfGaps>
struct TakesAnyAppend : BrokenStore {
  using BrokenStore::BrokenStore;
  void Answer(df_store_batch& batch) override {
    if (batch.result != DF_STORE_CONFLICT) return;
    const df_store_op& op = batch.ops[batch.failed_op];
    if (op.kind != DF_OP_APPEND || (op.seq > LastSeq(op.stream)) != kOfGaps) return;
    batch.result = DF_STORE_OK;
  }
};
using AppendsAfterAGap = TakesAnyAppend<true>;
using AppendsTwice = TakesAnyAppend<false>;

struct TrimsTooMuch : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) {
      if (op.kind == DF_OP_TRIM && op.seq < INT64_MAX) ++op.seq;
    }
  }
};

// A stream that is trimmed to nothing is new.
struct ForgetsTheEnd : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) {
      if (op.kind == DF_OP_TRIM && op.seq > LastSeq(op.stream)) op.seq = DF_STORE_FORGET;
    }
  }
};

// A stream that is to be forgotten is only emptied.
struct NeverForgets : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) {
      if (op.kind == DF_OP_TRIM && op.seq == DF_STORE_FORGET) op.seq = INT64_MAX;
    }
  }
};

// A blob that is put again keeps its first time.
struct IgnoresTouches : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    std::erase_if(way.ops, [&](const df_store_op& op) {
      return op.kind == DF_OP_PUT_BLOB && BrokenStore::GetBlob(op.key, [](const df_store_entry&) {
                                            return true;
                                          }) == DF_STORE_OK;
    });
  }
};

struct OverwritesBlobs : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    std::vector<df_store_op> ops;
    for (const df_store_op& op : way.ops) {
      if (op.kind == DF_OP_PUT_BLOB) {
        df_store_op erase = op;
        erase.kind = DF_OP_ERASE_BLOB;
        erase.bytes = {};
        erase.expires_ns = INT64_MAX;
        ops.push_back(erase);
      }
      ops.push_back(op);
    }
    way.ops.swap(ops);
  }
};

}  // namespace dashflow::conformance
