// SPDX-License-Identifier: Apache-2.0
#include "host/executor/waiting_room.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>

namespace dashflow::executor {
namespace {

static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t));

// A private futex is known to the kernel by its address alone: waking one whose memory is gone
// wakes nobody, or somebody who looks at his own flag and sleeps on.
void Futex(const void* address, int operation, std::uint32_t value) {
  syscall(SYS_futex, address, operation | FUTEX_PRIVATE_FLAG, value, nullptr, nullptr, 0);
}

}  // namespace

void WaitingRoom::Wait(const std::atomic<std::uint32_t>& done) {
  if (done.load(std::memory_order_acquire) != 0) return;
  // Sequentially consistent with Notify: either it sees this sleeper, or the sleeper sees the flag.
  sleepers_.fetch_add(1, std::memory_order_seq_cst);
  while (done.load(std::memory_order_seq_cst) == 0) Futex(&done, FUTEX_WAIT, 0);
  sleepers_.fetch_sub(1, std::memory_order_relaxed);
}

void WaitingRoom::Notify(std::atomic<std::uint32_t>& done) {
  const void* address = &done;
  done.store(1, std::memory_order_seq_cst);
  if (sleepers_.load(std::memory_order_seq_cst) != 0) Futex(address, FUTEX_WAKE, INT_MAX);
}

}  // namespace dashflow::executor
