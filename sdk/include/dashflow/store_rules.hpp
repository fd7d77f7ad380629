// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <dashflow/store_types.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// What every store checks in the same way: the limits of <dashflow/store.h>. Checked before
// anything is done, a batch that breaks them costs a store nothing and leaves nothing behind.
// [any-thread]
namespace dashflow::sdk {

// The operation of a batch that breaks the contract, and the rule it breaks.
struct BrokenRule {
  std::size_t op = 0;
  std::string_view why{};
};

inline bool Within(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && (text.empty() || text.data() != nullptr);
}

constexpr bool IsSeq(std::uint64_t seq) { return seq >= 1 && seq <= INT64_MAX; }

inline std::string_view TermRuleBrokenBy(const StoreOp& op) {
  if (op.term_count() > DF_STORE_MAX_TERMS) return "a record has at most 4 index terms";
  for (std::size_t i = 0; i < op.term_count(); ++i) {
    if (!Within(op.term(i), 1, DF_STORE_MAX_KEY)) return "an index term has 1 to 256 bytes";
  }
  return {};
}

inline std::string_view RecordRuleBrokenBy(const StoreOp& op) {
  if (!Within(op.space(), 1, DF_STORE_MAX_KEY)) return "a space has 1 to 256 bytes";
  if (!Within(op.key(), 0, DF_STORE_MAX_KEY)) return "a key has at most 256 bytes";
  if (!Within(op.end(), 0, DF_STORE_MAX_KEY)) return "an end key has at most 256 bytes";
  if (op.kind() != DF_OP_PUT) return {};
  if (op.expires_ns() < 0) return "a record expires after 1970, or never (0)";
  return TermRuleBrokenBy(op);
}

// The rule that `op` breaks; empty when it breaks none.
inline std::string_view RuleBrokenBy(const StoreOp& op) {
  if (!Within(op.bytes(), 0, DF_STORE_MAX_BYTES)) return "an entry has at most 1 MiB";
  switch (op.kind()) {
    case DF_OP_EXPECT:
    case DF_OP_PUT:
    case DF_OP_ERASE:
    case DF_OP_ERASE_RANGE:
      return RecordRuleBrokenBy(op);
    case DF_OP_APPEND:
      return IsSeq(op.seq()) ? "" : "a seq is between 1 and 2^63 - 1";
    case DF_OP_TRIM:
      return IsSeq(op.seq()) || op.seq() == DF_STORE_FORGET ? ""
                                                            : "a seq is between 1 and 2^63 - 1";
    case DF_OP_PUT_BLOB:
    case DF_OP_ERASE_BLOB:
      return Within(op.key(), 1, DF_STORE_MAX_HASH) ? "" : "a hash has 1 to 64 bytes";
    default:
      return "the store does not know this operation";
  }
}

inline std::optional<BrokenRule> FindBrokenRule(const StoreBatch& batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (const auto why = RuleBrokenBy(batch[i]); !why.empty()) return BrokenRule{i, why};
  }
  return std::nullopt;
}

// Answers a batch that breaks the contract. False, and nothing done: it breaks none of its rules.
inline bool RefuseBroken(StoreCommit& commit, const StoreBatch& batch) {
  const auto broken = FindBrokenRule(batch);
  if (!broken) return false;
  batch.Fail(StoreStatus::kInvalid, broken->op);
  commit.Explain(std::string(broken->why));
  return true;
}

// Answers all that was committed together and failed together, but for what breaks the contract.
// Conflicts fail, too: they were found against changes that have not happened.
inline void FailGroup(std::span<StoreCommit> group, StoreStatus status, const std::string& why) {
  for (StoreCommit& commit : group) {
    for (std::size_t i = 0; i < commit.size(); ++i) {
      if (!RefuseBroken(commit, commit[i])) commit[i].Fail(status);
    }
    commit.Explain(why);
  }
}

// Whether a later operation of the batch can fail after an earlier one changed something, so that
// the store must be able to take the changes back.
inline bool CanFailHalfWay(const StoreBatch& batch) {
  bool changed = false;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const std::uint32_t kind = batch[i].kind();
    if (changed && (kind == DF_OP_EXPECT || kind == DF_OP_APPEND)) return true;
    changed = changed || kind != DF_OP_EXPECT;
  }
  return false;
}

}  // namespace dashflow::sdk
