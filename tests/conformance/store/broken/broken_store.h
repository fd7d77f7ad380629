// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::conformance {

// The store behind a broken one.
struct Real {
  const df_store_api* table = nullptr;
  void* store = nullptr;
};

using Done = void (*)(void*);
using Batches = std::span<df_store_batch* const>;
using EntrySink = std::function<bool(df_store_entry)>;

// The operations of one batch on their way to the real store.
struct Way {
  std::vector<df_store_op> ops;
  // Texts and terms that a fault makes up.
  df_text Own(std::string text);
  std::span<df_text> OwnTerms(std::size_t count);

 private:
  std::deque<std::string> texts_;
  std::deque<std::array<df_text, DF_STORE_MAX_TERMS>> terms_;
};

// Passes everything on to a real store. A fault overrides what it breaks. [any-thread]
class BrokenStore {
 public:
  static constexpr bool kKeeps = false;  // what was committed outlives a close in this process

  explicit BrokenStore(const Real& real) : real_(real) {}
  virtual ~BrokenStore() = default;
  BrokenStore(const BrokenStore&) = delete;
  BrokenStore& operator=(const BrokenStore&) = delete;

  // What the real store is opened with; and what a fault does then and at the close.
  static std::uint32_t FlagsFor(std::uint32_t flags) { return flags; }
  virtual void Opened(std::uint32_t) {}
  virtual void Closing() {}

  virtual void Commit(Batches batches, Done done, void* context);
  virtual std::int32_t Get(df_text space, df_text key, const EntrySink& sink);
  virtual std::int32_t Scan(const df_store_scan& scan, const EntrySink& sink);
  struct Range {
    std::uint64_t stream, from, to;
    bool reverse;
    std::uint64_t limit;
  };
  virtual std::int32_t Read(const Range& range, const EntrySink& sink);
  virtual std::int32_t GetBlob(df_text hash, const EntrySink& sink);
  virtual df_text Reason() { return real_.table->reason(real_.store); }

  // For Commit: what a fault does with a batch on its way there, and back.
  virtual void Change(Way&) {}
  virtual void Answer(df_store_batch&) {}

  const Real& real() const { return real_; }
  // The last seq of a stream of which something is left.
  std::uint64_t LastSeq(std::uint64_t stream);
  // Commits to the real store and waits for the end.
  void CommitNow(Batches batches) const;

 private:
  const Real real_;
};

std::string_view View(df_text text);

}  // namespace dashflow::conformance
