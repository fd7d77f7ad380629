// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/engine/request.h"
#include "host/graph/workflow.h"
#include "host/settings/live_settings.h"

namespace dashflow::cli {

// A host that serves, as commands that are about it see it. [any-thread]
class LivingHost {
 public:
  virtual ~LivingHost() = default;

  struct Started {
    std::string run;
    std::string thread;
  };
  // Starts a run that nobody waits for. Errors: as of Engine::Start.
  virtual Result<Started> Start(const graph::WorkflowPtr& workflow, engine::RunRequest request) = 0;

  // No run begins any more, and each ends with its superstep; it is not ready from now on. Does not
  // wait.
  virtual void Drain() = 0;

  struct Reloaded {
    settings::Reload settings;
    std::vector<Error> mistakes;  // in what the settings name: what was good before holds on
  };
  // Reads the configuration and the API keys again.
  virtual Reloaded Reload() = 0;
};

}  // namespace dashflow::cli
