// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/attempt_timer.h"

#include <algorithm>

#include "host/engine/call/workflow_call.h"
#include "host/engine/run.h"
#include "host/engine/task/conclude.h"

namespace dashflow::engine {
namespace {

MonoTime After(MonoTime from, std::chrono::nanoseconds time) {
  return time.count() > 0 ? from + time : MonoTime::max();
}

struct Deadlines {
  MonoTime hard;  // attempt and total
  MonoTime idle;
  MonoTime next() const { return std::min(hard, idle); }
};

Deadlines DeadlinesOf(const Attempt& attempt) {
  const graph::TimeoutPolicy& policy = attempt.plan().timeout;
  return {std::min(After(attempt.started(), policy.attempt),
                   After(attempt.first_start(), policy.total)),
          After(std::max(attempt.started(), attempt.last_progress()), policy.idle)};
}

std::string Words(const Attempt& attempt, bool idle) {
  return "node '" + attempt.plan().name +
         (idle ? "' made no progress in its idle timeout" : "' ran longer than its timeout");
}

// A subworkflow leaves by itself; what it has written must not be written to any more.
void End(Attempt& attempt, Error error) {
  if (const RunPtr inner = attempt.inner()) return inner->caller->Stop(std::move(error));
  GiveUp(attempt, error);
  attempt.Cancel();
}

void TimeoutBody(executor::Token token) noexcept {
  Attempt& attempt = *static_cast<Attempt*>(token.run);
  const Deadlines deadlines = DeadlinesOf(attempt);
  if (attempt.claimed()) return attempt.DropRef();
  if (attempt.run().services.executor.clock().Mono() < deadlines.next()) {
    ArmTimeout(attempt);
  } else {
    const bool idle = deadlines.idle < deadlines.hard;
    End(attempt, Error(idle ? "node_idle" : "node_timeout", Words(attempt, idle)));
  }
  attempt.DropRef();
}

}  // namespace

void ArmTimeout(Attempt& attempt) {
  const MonoTime when = DeadlinesOf(attempt).next();
  if (when == MonoTime::max()) return;
  attempt.SetDeadline(DeadlinesOf(attempt).hard);
  attempt.AddRef();
  attempt.timer.exchange(attempt.run().services.executor.At(when, {&attempt, 0, 0}, TimeoutBody));
  // It may have ended before the timer was known.
  if (attempt.claimed()) DisarmTimers(attempt);
}

void DisarmTimers(Attempt& attempt) {
  for (auto* timer : {&attempt.timer, &attempt.grace}) {
    const std::uint64_t id = timer->exchange(0);
    if (id != 0 && attempt.run().services.executor.CancelTimer(id)) attempt.DropRef();
  }
}

}  // namespace dashflow::engine
