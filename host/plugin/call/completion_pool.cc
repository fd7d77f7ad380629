// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/call/completion_pool.h"

#include <string>

namespace dashflow::plugin {
namespace {

constexpr std::size_t kBlock =
    128;  // slots made at once: so many uses lie between two of the same slot
constexpr std::uintptr_t kAlignment = 64;
constexpr std::uintptr_t kRoundMask = kAlignment - 1;
constexpr std::uint32_t kOpen = 1;

}  // namespace

// A df_completion* is the address of a slot with the low bits of its round in it. A round is odd
// while the slot is open.
struct alignas(kAlignment) CompletionPool::Slot {
  std::atomic<std::uint32_t> round{0};
  std::atomic<CallFrame*> frame{nullptr};
  CompletionPool* pool = nullptr;
};

CompletionPool::CompletionPool(Log& log) : log_(log) {}
CompletionPool::~CompletionPool() = default;

CompletionPool::Slot* CompletionPool::TakeSlot() {
  const std::lock_guard lock(mutex_);
  if (free_.empty()) {
    blocks_.push_back(std::make_unique<Slot[]>(kBlock));
    for (std::size_t i = 0; i < kBlock; ++i) free_.push_back(&blocks_.back()[i]);
  }
  Slot* slot = free_.front();
  free_.pop_front();
  return slot;
}

void CompletionPool::GiveBack(Slot& slot) noexcept {
  open_.fetch_sub(1, std::memory_order_relaxed);
  try {
    const std::lock_guard lock(mutex_);
    free_.push_back(&slot);
  } catch (...) {
    // Without memory for the list the slot is not used again; its block goes with the pool.
  }
}

df_completion* CompletionPool::Open(CallFrame& frame) noexcept {
  Slot* slot = nullptr;
  try {
    slot = TakeSlot();
  } catch (...) {
    return nullptr;
  }
  slot->frame.store(&frame, std::memory_order_relaxed);
  slot->pool = this;
  open_.fetch_add(1, std::memory_order_relaxed);
  const std::uint32_t round = slot->round.load(std::memory_order_relaxed) + kOpen;
  slot->round.store(round, std::memory_order_release);
  return reinterpret_cast<df_completion*>(reinterpret_cast<std::uintptr_t>(slot) |
                                          (round & kRoundMask));
}

CallFrame* CompletionPool::Close(df_completion* completion) noexcept {
  if (completion == nullptr) return nullptr;
  const auto handle = reinterpret_cast<std::uintptr_t>(completion);
  Slot& slot = *reinterpret_cast<Slot*>(handle & ~kRoundMask);
  CompletionPool& pool = *slot.pool;
  std::uint32_t round = slot.round.load(std::memory_order_acquire);
  CallFrame* frame = slot.frame.load(std::memory_order_relaxed);
  const bool is_this_round = (round & kRoundMask) == (handle & kRoundMask);
  if (!is_this_round || !slot.round.compare_exchange_strong(round, round + 1)) {
    pool.CountMisuse("a completion was used again; it was ignored");
    return nullptr;
  }
  pool.GiveBack(slot);
  return frame;
}

void CompletionPool::CountMisuse(const char* what) noexcept {
  misuses_.fetch_add(1, std::memory_order_relaxed);
  try {
    log_.Write(LogLevel::kError, "plugin", what);
  } catch (...) {
    // The counter has it.
  }
}

}  // namespace dashflow::plugin
