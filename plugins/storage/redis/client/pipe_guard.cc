// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/client/pipe_guard.h"

#include <pthread.h>

#include <ctime>

namespace dashflow::redis {
namespace {

sigset_t OnlyPipe() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  return set;
}

bool IsPending() {
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, SIGPIPE) == 1;
}

}  // namespace

PipeGuard::PipeGuard() : was_pending_(IsPending()) {
  const sigset_t pipe = OnlyPipe();
  ::pthread_sigmask(SIG_BLOCK, &pipe, &before_);
}

PipeGuard::~PipeGuard() {
  const sigset_t pipe = OnlyPipe();
  const timespec at_once{0, 0};
  if (!was_pending_ && IsPending()) ::sigtimedwait(&pipe, nullptr, &at_once);
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace dashflow::redis
