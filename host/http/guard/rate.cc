// SPDX-License-Identifier: Apache-2.0
#include "host/http/guard/rate.h"

#include <algorithm>

namespace dashflow::http {
namespace {

using Seconds = std::chrono::duration<double>;

}  // namespace

double RateLimit::LeftIn(const Bucket& bucket, MonoTime now) const {
  return std::min(burst_, bucket.left + Seconds(now - bucket.at).count() * rate_);
}

std::chrono::nanoseconds RateLimit::Take(const std::string& caller) {
  if (rate_ <= 0) return {};
  const MonoTime now = clock_.Mono();
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= forget_at_) Forget(now);
  Bucket& bucket = buckets_.try_emplace(caller, Bucket{burst_, now}).first->second;
  bucket.left = LeftIn(bucket, now);
  bucket.at = now;
  if (bucket.left < 1)
    return std::chrono::ceil<std::chrono::nanoseconds>(Seconds((1 - bucket.left) / rate_));
  bucket.left -= 1;
  return {};
}

// Whose bucket is full again is like somebody who never came.
void RateLimit::Forget(MonoTime now) {
  std::erase_if(buckets_, [&](const auto& one) { return LeftIn(one.second, now) >= burst_; });
  forget_at_ = std::max<std::size_t>(1024, 2 * buckets_.size());
}

std::size_t RateLimit::callers() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace dashflow::http
