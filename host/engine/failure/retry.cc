// SPDX-License-Identifier: Apache-2.0
#include "host/engine/failure/retry.h"

#include <algorithm>
#include <cmath>

#include "host/engine/failure/error_name.h"

namespace dashflow::engine {
namespace {

bool Matches(const graph::RetryPolicy& policy, const Error& error) {
  return policy.errors.empty() ? error.retryable() : IsNamed(policy.errors, error);
}

std::chrono::nanoseconds DelayOf(const graph::RetryPolicy& policy, std::uint32_t attempts,
                                 Random& random) {
  const double grown =
      static_cast<double>(policy.delay.count()) * std::pow(policy.factor, attempts - 1);
  const double bounded = std::min(grown, static_cast<double>(policy.max_delay.count()));
  const double part = policy.jitter ? 0.5 + 0.5 * UnitInterval(random.Next()) : 1.0;
  return std::chrono::nanoseconds(static_cast<std::int64_t>(bounded * part));
}

}  // namespace

std::optional<std::chrono::nanoseconds> DelayBeforeRetry(const graph::NodePlan& plan,
                                                         const Task& task, const Error& error,
                                                         Random& random) {
  const auto policy = std::ranges::find_if(
      plan.retry, [&error](const graph::RetryPolicy& each) { return Matches(each, error); });
  if (policy == plan.retry.end() || task.attempts >= static_cast<std::uint32_t>(policy->attempts))
    return std::nullopt;
  return std::max(DelayOf(*policy, task.attempts, random), error.retry_after());
}

}  // namespace dashflow::engine
