// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

namespace dashflow {

// Where a process that a fatal signal ends says so, in memory that outlives it. Written by the
// signal's handler. All bits zero = no such signal came.
struct DeathMark {
  std::atomic<std::int32_t> signal;
  std::atomic<std::int32_t> thread;     // the OS thread that got it
  std::atomic<std::int32_t> in_plugin;  // 1 = that thread was inside a plugin
};
static_assert(std::atomic<std::int32_t>::is_always_lock_free);

}  // namespace dashflow
