// SPDX-License-Identifier: Apache-2.0
#include "host/engine/run_pool.h"

#include <optional>
#include <tuple>

#include "host/engine/run.h"
#include "host/engine/run_memory.h"

namespace dashflow::engine {
namespace {

constexpr std::size_t kMostIdle = 1024;

}  // namespace

struct RunPool::Block : RunMemory {
  std::optional<Run> run;
};

RunPool::RunPool() = default;
RunPool::~RunPool() { delete warm_.load(); }

std::unique_ptr<RunPool::Block> RunPool::Take() {
  if (warm_.load(std::memory_order_relaxed) != nullptr) {
    Block* const warm = warm_.exchange(nullptr, std::memory_order_acquire);
    if (warm != nullptr) return std::unique_ptr<Block>(warm);
  }
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto block = std::move(idle_.back());
      idle_.pop_back();
      return block;
    }
  }
  return std::make_unique<Block>();
}

void RunPool::Keep(std::unique_ptr<Block> block) {
  Block* none = nullptr;
  if (warm_.load(std::memory_order_relaxed) == nullptr &&
      warm_.compare_exchange_strong(none, block.get(), std::memory_order_release,
                                    std::memory_order_relaxed)) {
    std::ignore = block.release();
    return;
  }
  block->journal.Trim();
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMostIdle) idle_.push_back(std::move(block));
}

RunPtr RunPool::Make(const Services& services, ProgramPtr program, const RunOptions& options) {
  Block* const block = Take().release();
  return {&block->run.emplace(services, std::move(program), options, *block), false};
}

void RunPool::Retire(Run& run) {
  std::unique_ptr<Block> block(static_cast<Block*>(&run.memory));
  block->run.reset();
  if (block->Clear()) Keep(std::move(block));
}

void intrusive_ptr_add_ref(Run* run) noexcept {
  run->references.fetch_add(1, std::memory_order_relaxed);
}

void intrusive_ptr_release(Run* run) noexcept {
  if (run->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  const ProgramPtr program = std::move(run->program);  // keeps the pool
  program->runs().Retire(*run);
}

}  // namespace dashflow::engine
