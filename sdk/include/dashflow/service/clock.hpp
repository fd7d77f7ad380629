// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <dashflow/glue/services.hpp>

namespace dashflow::sdk {

// The host's clocks. Use them instead of the system's: then runs can be repeated, and tests need
// not wait. [any-thread]
struct WallClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::sys_time<duration>;
  static constexpr bool is_steady = false;
  static time_point now() noexcept {
    return time_point(duration(services.clock->unix_ns(services.clock)));
  }
};

struct MonotonicClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<MonotonicClock, duration>;
  static constexpr bool is_steady = true;
  static time_point now() noexcept {
    return time_point(duration(services.clock->mono_ns(services.clock)));
  }
};

}  // namespace dashflow::sdk
