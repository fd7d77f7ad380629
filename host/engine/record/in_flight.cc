// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/in_flight.h"

#include <utility>

#include "host/engine/call/workflow_call.h"
#include "host/engine/run.h"
#include "host/engine/task/attempt.h"

namespace dashflow::engine {
namespace {

const Attempt& Outermost(const Attempt& attempt) {
  const Attempt* outer = &attempt;
  while (const auto& caller = outer->run().caller) outer = &caller->attempt();
  return *outer;
}

InFlightTask Describe(const Attempt& attempt) {
  Run& run = attempt.run();
  const checkpoint::TaskPath& path = attempt.path();
  return {.thread = run.journal.record().id,
          .run = run.IdText(),
          .node = attempt.plan().name,
          .step = Outermost(attempt).facts().step,
          .branch = run.journal.record().branch,
          .space = run.space,
          .own_step = attempt.facts().step,
          .path_node = path.node,
          .path_index = path.index,
          .attempt = attempt.facts().attempt};
}

}  // namespace

// A subworkflow's own tasks are noted, not the task that calls it.
void EnterInFlight(Attempt& attempt) noexcept {
  InFlight* const in_flight = attempt.run().services.in_flight;
  if (in_flight == nullptr || attempt.plan().subworkflow != nullptr) return;
  attempt.in_flight = in_flight->Enter(Describe(attempt));
}

void LeaveInFlight(Attempt& attempt) noexcept {
  const auto place = std::exchange(attempt.in_flight, InFlight::kNowhere);
  if (place != InFlight::kNowhere) attempt.run().services.in_flight->Leave(place);
}

}  // namespace dashflow::engine
