// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dashflow::memory {

// The time at which something is asked or done, read from the clock when it first counts: most
// batches meet no record that expires. One thread at a time.
class Moment {
 public:
  explicit Moment(std::int64_t (*clock)()) : clock_(clock) {}
  Moment(const Moment&) = delete;
  std::int64_t ns() const {
    if (ns_ == 0) ns_ = clock_();
    return ns_;
  }

 private:
  std::int64_t (*clock_)();
  mutable std::int64_t ns_ = 0;
};

}  // namespace dashflow::memory
