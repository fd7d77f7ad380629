// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pthread.h>

#include <cstddef>

#include "host/base/result.h"

namespace dashflow::executor {

struct ThreadSpec {
  const char* name;  // at most 15 characters, as ps and a crash report show it
  std::size_t stack = std::size_t{8} << 20;  // bytes of address space
};

// std::thread has no say in the size of the stack, and throws. The thread is to be joined with
// JoinThread. Error `internal` when the system has no thread to give.
Result<pthread_t> StartThread(const ThreadSpec& spec, void* (*entry)(void*), void* argument);
void JoinThread(pthread_t thread);

}  // namespace dashflow::executor
