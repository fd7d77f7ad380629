// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>

#include "tests/conformance/store/broken/broken_store.h"

namespace dashflow::conformance {

using Place = std::pair<std::string, std::string>;  // space and key

inline Place PlaceOf(const df_store_op& op) {
  return {std::string(View(op.space)), std::string(View(op.key))};
}

// Looks at no revision that is expected, only whether there is a record.
struct LosesUpdates : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    std::erase_if(way.ops,
                  [](const df_store_op& op) { return op.kind == DF_OP_EXPECT && op.rev != 0; });
  }
};

// Looks at what is expected first and writes afterwards, as two steps.
struct ChecksThenActs : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) {
      if (op.kind != DF_OP_EXPECT) continue;
      std::uint64_t rev = 0;
      BrokenStore::Get(op.space, op.key, [&](const df_store_entry& entry) {
        rev = entry.rev;
        return true;
      });
      if (rev == op.rev) op = Nothing(way);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }

 private:
  static df_store_op Nothing(Way& way) {
    df_store_op op{};
    op.kind = DF_OP_ERASE;
    op.space = way.Own("nowhere");
    return op;
  }
};

struct IgnoresExpiry : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) {
      if (op.kind == DF_OP_PUT) op.expires_ns = 0;
    }
  }
};

// A put adds index terms and takes none away.
struct KeepsTerms : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    const std::lock_guard lock(mutex_);
    for (df_store_op& op : way.ops) {
      if (op.kind != DF_OP_PUT) continue;
      std::set<std::string>& terms = terms_[PlaceOf(op)];
      for (std::uint32_t i = 0; i < op.term_count; ++i) terms.emplace(View(op.terms[i]));
      const std::size_t count = std::min<std::size_t>(terms.size(), DF_STORE_MAX_TERMS);
      const auto own = way.OwnTerms(count);
      std::transform(terms.begin(), std::next(terms.begin(), static_cast<std::ptrdiff_t>(count)),
                     own.begin(), [&](const std::string& term) { return way.Own(term); });
      op.terms = own.data();
      op.term_count = static_cast<std::uint32_t>(count);
    }
  }

 private:
  std::mutex mutex_;
  std::map<Place, std::set<std::string>> terms_;
};

struct ErasesTheEndToo : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) {
      if (op.kind != DF_OP_ERASE_RANGE || op.end.size == 0) continue;
      op.end = way.Own(std::string(View(op.end)) + '\0');
    }
  }
};

// A record without bytes is none.
struct DropsEmptyRecords : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) {
      if (op.kind == DF_OP_PUT && op.bytes.size == 0) op.kind = DF_OP_ERASE;
    }
  }
};

// Keys are C strings.
struct EndsAtZero : BrokenStore {
  using BrokenStore::BrokenStore;
  static df_text Cut(df_text text) {
    text.size = std::min(text.size, View(text).find('\0'));
    return text;
  }
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) op.key = Cut(op.key);
  }
  std::int32_t Get(df_text space, df_text key, const EntrySink& sink) override {
    return BrokenStore::Get(space, Cut(key), sink);
  }
};

// Keys are words: their case does not count.
struct FoldsCase : BrokenStore {
  using BrokenStore::BrokenStore;
  static std::string Fold(df_text text) {
    std::string folded(View(text));
    std::transform(folded.begin(), folded.end(), folded.begin(),
                   [](unsigned char byte) { return byte < 128 ? std::tolower(byte) : byte; });
    return folded;
  }
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) op.key = way.Own(Fold(op.key));
  }
  std::int32_t Get(df_text space, df_text key, const EntrySink& sink) override {
    const std::string folded = Fold(key);
    return BrokenStore::Get(space, {folded.data(), folded.size()}, sink);
  }
};

// Every revision is given to two batches.
struct ReusesRevisions : BrokenStore {
  using BrokenStore::BrokenStore;
  static std::uint64_t Shared(std::uint64_t rev) { return (rev + 1) / 2; }
  static EntrySink Sharing(const EntrySink& sink) {
    return [&sink](df_store_entry entry) {
      entry.rev = Shared(entry.rev);
      return sink(entry);
    };
  }
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) {
      if (op.kind != DF_OP_EXPECT || op.rev == 0) continue;
      BrokenStore::Get(op.space, op.key, [&](const df_store_entry& entry) {
        if (Shared(entry.rev) == op.rev) op.rev = entry.rev;
        return true;
      });
    }
  }
  void Answer(df_store_batch& batch) override { batch.rev = Shared(batch.rev); }
  std::int32_t Get(df_text space, df_text key, const EntrySink& sink) override {
    return BrokenStore::Get(space, key, Sharing(sink));
  }
  std::int32_t Scan(const df_store_scan& scan, const EntrySink& sink) override {
    return BrokenStore::Scan(scan, Sharing(sink));
  }
};

// Cuts what is too large and says nothing.
struct EnforcesNoLimit : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    for (df_store_op& op : way.ops) {
      op.bytes.size = std::min<std::uint64_t>(op.bytes.size, DF_STORE_MAX_BYTES);
      op.key.size = std::min<std::uint64_t>(op.key.size, DF_STORE_MAX_KEY);
    }
  }
};

// What it does not know it leaves out.
struct SkipsTheUnknown : BrokenStore {
  using BrokenStore::BrokenStore;
  void Change(Way& way) override {
    std::erase_if(way.ops, [](const df_store_op& op) { return op.kind > DF_OP_ERASE_BLOB; });
  }
};

}  // namespace dashflow::conformance
