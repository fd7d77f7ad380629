// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "host/base/clock.h"

namespace dashflow::http {

// How often each caller may ask: a bucket of `burst` requests that fills at `rate` a second.
// [any-thread]
class RateLimit {
 public:
  // A rate of 0 is no limit. REQUIRES: burst ≥ 1.
  RateLimit(double rate, double burst, const Clock& clock)
      : rate_(rate), burst_(burst), clock_(clock) {}

  // Takes one request, and gives 0; or how long there is none to take.
  std::chrono::nanoseconds Take(const std::string& caller);
  std::size_t callers() const;

 private:
  struct Bucket {
    double left;
    MonoTime at;
  };
  double LeftIn(const Bucket& bucket, MonoTime now) const;
  void Forget(MonoTime now);

  const double rate_;
  const double burst_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
  std::size_t forget_at_ = 1024;
};

}  // namespace dashflow::http
