// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <cstdint>
#include <dashflow/glue/text.hpp>
#include <dashflow/glue/valid_text.hpp>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace dashflow::sdk {

enum class StoreStatus : std::int32_t {
  kOk = DF_STORE_OK,
  kConflict = DF_STORE_CONFLICT,
  kUnavailable = DF_STORE_UNAVAILABLE,
  kFull = DF_STORE_FULL,
  kUnknown = DF_STORE_UNKNOWN,
  kNotFound = DF_STORE_NOT_FOUND,
  kInvalid = DF_STORE_INVALID,
  kDamaged = DF_STORE_DAMAGED,
};

// Thrown by a store: from its constructor (code of the host's catalogue, message, and what helps:
// cause, fix), and from its reads (status and message).
class StoreError : public std::exception {
 public:
  static constexpr std::string_view kNoCode = "store_failed";  // only the status tells

  StoreError(std::string code, std::string message)
      : StoreError(StoreStatus::kUnavailable, std::move(message)) {
    code_ = std::move(code);
  }
  StoreError(StoreStatus status, std::string message)
      : status_(status), message_(ValidText(std::move(message))) {}

  StoreError&& Cause(std::string text) && {
    cause_ = ValidText(std::move(text));
    return std::move(*this);
  }
  StoreError&& Fix(std::string text) && {
    fix_ = ValidText(std::move(text));
    return std::move(*this);
  }

  StoreStatus status() const noexcept { return status_; }
  const std::string& code() const noexcept { return code_; }
  const std::string& message() const noexcept { return message_; }
  const std::string& cause() const noexcept { return cause_; }
  const std::string& fix() const noexcept { return fix_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  StoreStatus status_;
  std::string code_{kNoCode};
  std::string message_;
  std::string cause_;
  std::string fix_;
};

// One operation of a batch (store.h says which parts each kind has). Borrowed until the commit is
// answered.
class StoreOp {
 public:
  explicit StoreOp(const df_store_op& raw) : raw_(&raw) {}
  std::uint32_t kind() const { return raw_->kind; }  // DF_OP_*
  std::string_view space() const { return ToView(raw_->space); }
  std::string_view key() const { return ToView(raw_->key); }
  std::string_view end() const { return ToView(raw_->end); }
  std::string_view bytes() const { return ToView(raw_->bytes); }
  std::size_t term_count() const { return raw_->term_count; }
  std::string_view term(std::size_t index) const { return ToView(raw_->terms[index]); }
  std::uint64_t stream() const { return raw_->stream; }
  std::uint64_t seq() const { return raw_->seq; }
  std::uint64_t rev() const { return raw_->rev; }
  std::int64_t expires_ns() const { return raw_->expires_ns; }

 private:
  const df_store_op* raw_;
};

// One atomic batch. The store gives it a result before it answers the commit.
class StoreBatch {
 public:
  explicit StoreBatch(df_store_batch* raw) : raw_(raw) {}
  std::size_t size() const { return raw_->op_count; }
  StoreOp operator[](std::size_t index) const { return StoreOp(raw_->ops[index]); }
  // rev: the revision of the records that it put; 0 = it put none.
  void Succeed(std::uint64_t rev) const {
    raw_->result = DF_STORE_OK;
    if (DF_HAS(raw_, df_store_batch, rev)) raw_->rev = rev;
  }
  void Fail(StoreStatus status, std::size_t failed_op = 0) const {
    raw_->result = static_cast<std::int32_t>(status);
    raw_->failed_op = static_cast<std::uint32_t>(failed_op);
  }

 private:
  df_store_batch* raw_;
};

// Why the last operation of this thread failed.
inline thread_local std::string store_reason;

// Batches to apply and the duty to answer, exactly once, from any thread, holding no lock. Its
// destruction answers; batches without a result then say `unknown`.
class StoreCommit {
 public:
  StoreCommit(std::span<df_store_batch* const> batches, void (*done)(void*), void* context)
      : batches_(batches), done_(done), context_(context) {
    for (df_store_batch* batch : batches_) batch->result = DF_STORE_UNKNOWN;
  }
  StoreCommit(StoreCommit&& other) noexcept
      : batches_(other.batches_),
        done_(std::exchange(other.done_, nullptr)),
        context_(other.context_),
        reason_(std::move(other.reason_)) {}
  StoreCommit& operator=(StoreCommit&& other) noexcept {
    std::swap(batches_, other.batches_);
    std::swap(done_, other.done_);
    std::swap(context_, other.context_);
    std::swap(reason_, other.reason_);
    return *this;
  }
  ~StoreCommit() { Answer(); }

  std::size_t size() const { return batches_.size(); }
  StoreBatch operator[](std::size_t index) const { return StoreBatch(batches_[index]); }
  // Why the last of the batches that failed did: for people, damaged entries named.
  void Explain(std::string reason) { reason_ = ValidText(std::move(reason)); }
  void Answer() noexcept {
    if (done_ == nullptr) return;
    if (HasFailed()) store_reason = std::move(reason_);
    std::exchange(done_, nullptr)(context_);
  }

 private:
  bool HasFailed() const noexcept {
    for (const df_store_batch* batch : batches_) {
      if (batch->result != DF_STORE_OK) return true;
    }
    return false;
  }

  std::span<df_store_batch* const> batches_;
  void (*done_)(void*);
  void* context_;
  std::string reason_;
};

struct StoreEntry {
  std::string_view key{};  // records
  std::string_view bytes{};
  std::uint64_t seq = 0;  // log entries
  std::uint64_t rev = 0;  // records
};

// Takes what a read finds. False: enough.
class StoreSink {
 public:
  StoreSink(df_store_sink sink, void* context) : sink_(sink), context_(context) {}
  bool operator()(const StoreEntry& entry) const {
    const df_store_entry raw{ToText(entry.key), ToText(entry.bytes), entry.seq, entry.rev};
    return sink_(context_, &raw) != 0;
  }

 private:
  df_store_sink sink_;
  void* context_;
};

// Records in key order: of a space, or of an index term when `term` is not empty. from <= key < to;
// empty `to` = the end.
struct StoreScan {
  std::string_view space{};
  std::string_view term{};
  std::string_view from{};
  std::string_view to{};
  bool reverse = false;
  std::uint64_t limit = 0;  // 0 = none
};

// Log entries from <= seq <= to, or from the end when reverse.
struct StoreRange {
  std::uint64_t stream = 0;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  bool reverse = false;
  std::uint64_t limit = 0;  // 0 = none
};

}  // namespace dashflow::sdk
