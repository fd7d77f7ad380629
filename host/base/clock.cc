// SPDX-License-Identifier: Apache-2.0
#include "host/base/clock.h"

namespace dashflow {

WallTime SystemClock::Now() const {
  return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

MonoTime SystemClock::Mono() const { return std::chrono::steady_clock::now(); }

}  // namespace dashflow
