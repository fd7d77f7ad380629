// SPDX-License-Identifier: Apache-2.0
#include "host/engine/failure/inner_expiry.h"

#include <algorithm>

#include "host/engine/call/workflow_call.h"

namespace dashflow::engine {
namespace {

constexpr WallTime kLongAgo{std::chrono::nanoseconds(1)};

std::optional<WallTime> ExpiryIn(const checkpoint::State& state, std::string_view question) {
  for (const checkpoint::TaskProgress& progress : state.progress) {
    for (const checkpoint::Asked& asked : progress.asked)
      if (asked.id == question && asked.expires != WallTime()) return asked.expires;
  }
  return std::nullopt;
}

bool HasExpired(const Task& caller, std::string_view question) {
  return std::ranges::any_of(caller.inner_answers, [question](const auto& answer) {
    return answer.expired && answer.id == question;
  });
}

}  // namespace

std::optional<WallTime> KnownExpiry(const Run& run, std::string_view question) {
  for (const Run* each = &run;; each = &each->caller->by()) {
    if (const auto expiry = ExpiryIn(each->state, question)) return expiry;
    if (!each->caller) return std::nullopt;
    const std::lock_guard lock(each->caller->by().mutex);
    if (HasExpired(each->caller->attempt().task(), question)) return kLongAgo;
  }
}

void RememberExpired(const Run& run, const checkpoint::InnerAnswer& decided) {
  const WorkflowCall* call = run.caller.get();
  while (KeepsNothing(call->by())) call = call->by().caller.get();
  const std::lock_guard lock(call->by().mutex);
  Task& task = call->attempt().task();
  if (!decided.expired || !HasExpired(task, decided.id)) task.inner_answers.push_back(decided);
}

}  // namespace dashflow::engine
