// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>

namespace dashflow::engine {

// Whether the node of an attempt is inside a thread, and what became of the thread meanwhile. A
// stray is a node whose attempt was given up while it was inside; its thread may be written off.
// Each change happens once. [any-thread]
class Presence {
 public:
  struct Was {
    pid_t thread = 0;  // 0 = it is not inside
    bool stray = false;
    bool written_off = false;
    bool replaced = false;
  };

  void Enter(pid_t thread) { state_.store(static_cast<std::uint32_t>(thread)); }
  // The node has returned.
  Was Leave() { return Of(state_.exchange(0)); }
  // The attempt is given up. False: the node is not inside.
  bool Stray() { return Mark(kStray); }
  // Its thread is written off, and another may have taken its place. False: it has returned in
  // time.
  bool WriteOff(bool replaced) { return Mark(replaced ? kWrittenOff | kReplaced : kWrittenOff); }
  Was now() const { return Of(state_.load()); }

 private:
  static constexpr std::uint64_t kStray = std::uint64_t{1} << 32;
  static constexpr std::uint64_t kWrittenOff = std::uint64_t{1} << 33;
  static constexpr std::uint64_t kReplaced = std::uint64_t{1} << 34;

  static Was Of(std::uint64_t state) {
    return {.thread = static_cast<pid_t>(state & UINT32_MAX),
            .stray = (state & kStray) != 0,
            .written_off = (state & kWrittenOff) != 0,
            .replaced = (state & kReplaced) != 0};
  }
  bool Mark(std::uint64_t mark) {
    std::uint64_t seen = state_.load();
    while (seen != 0 && !state_.compare_exchange_weak(seen, seen | mark)) continue;
    return seen != 0;
  }

  std::atomic<std::uint64_t> state_{0};
};

}  // namespace dashflow::engine
