// SPDX-License-Identifier: Apache-2.0
#include "host/control/call.h"

namespace dashflow::control {

void Call::Watch(OnSignal watch) {
  const std::lock_guard lock(mutex_);
  watch_ = std::move(watch);
  if (watch_ && raised_) watch_(*raised_);
}

void Call::Raise(int signal) {
  const std::lock_guard lock(mutex_);
  raised_ = signal;
  if (watch_) watch_(signal);
}

}  // namespace dashflow::control
