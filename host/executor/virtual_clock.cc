// SPDX-License-Identifier: Apache-2.0
#include "host/executor/virtual_clock.h"

namespace dashflow::executor {

using std::chrono::nanoseconds;

WallTime VirtualClock::Now() const { return start_ + nanoseconds(elapsed_.load()); }

MonoTime VirtualClock::Mono() const { return MonoTime(nanoseconds(elapsed_.load())); }

void VirtualClock::AdvanceTo(MonoTime when) {
  const auto elapsed = when.time_since_epoch().count();
  if (elapsed > elapsed_.load()) elapsed_.store(elapsed);
}

}  // namespace dashflow::executor
