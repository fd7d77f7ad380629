// SPDX-License-Identifier: Apache-2.0
#include "host/base/clock.h"

#include <gtest/gtest.h>

namespace dashflow {
namespace {

TEST(SystemClock, TellsUtcTimeOfThisMachine) {
  const SystemClock clock;
  const WallTime before = std::chrono::system_clock::now();
  const WallTime now = clock.Now();
  const WallTime after = std::chrono::system_clock::now();
  EXPECT_LE(before, now);
  EXPECT_LE(now, after);
}

TEST(SystemClock, MonotonicTimeNeverGoesBack) {
  const SystemClock clock;
  MonoTime last = clock.Mono();
  for (int i = 0; i < 1000; ++i) {
    const MonoTime now = clock.Mono();
    ASSERT_LE(last, now);
    last = now;
  }
}

}  // namespace
}  // namespace dashflow
