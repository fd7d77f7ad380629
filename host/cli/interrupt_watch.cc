// SPDX-License-Identifier: Apache-2.0
#include "host/cli/interrupt_watch.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <utility>

#include "host/base/error_catalogue.h"
#include "host/cli/view/live/terminal.h"

namespace dashflow::cli {
namespace {

sigset_t SignalsOf(bool with_wake_up) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  if (with_wake_up) sigaddset(&set, SIGUSR1);
  return set;
}

}  // namespace

void BlockInterrupts() {
  const sigset_t set = SignalsOf(true);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
}

InterruptWatch::~InterruptWatch() {
  over_.store(true);
  pthread_kill(thread_.native_handle(), SIGUSR1);
  thread_.join();
}

void InterruptWatch::OnFirst(Callback callback) {
  const std::lock_guard lock(mutex_);
  callback_ = std::move(callback);
}

void InterruptWatch::Watch() {
  const sigset_t set = SignalsOf(true);
  for (;;) {
    int signal = 0;
    if (sigwait(&set, &signal) != 0) continue;
    if (over_.load()) return;
    if (signal != SIGUSR1) Take(signal);
  }
}

void InterruptWatch::Take(int signal) {
  const std::lock_guard lock(mutex_);
  if (!callback_) {
    RestoreTerminal();
    _exit(static_cast<int>(Exit::kInterrupted));
  }
  std::exchange(callback_, {})(signal);
}

}  // namespace dashflow::cli
