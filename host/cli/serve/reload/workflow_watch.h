// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "host/api/workflows/workflows.h"
#include "host/base/clock.h"
#include "host/engine/engine.h"

namespace dashflow::cli {

// Looks every second whether the files of the served workflows have changed, so that one with
// mistakes is told of, and a good one compiled, before somebody asks for it.
class WorkflowWatch {
 public:
  // All outlive it; the engine outlives its alarms.
  WorkflowWatch(api::Workflows& workflows, engine::Engine& engine, const Clock& clock);
  ~WorkflowWatch();  // waits for a look
  WorkflowWatch(const WorkflowWatch&) = delete;

  void Begin();

 private:
  struct State;
  static void Look(const std::shared_ptr<State>& state);

  const std::shared_ptr<State> state_;  // alarms may come after this is gone
};

}  // namespace dashflow::cli
