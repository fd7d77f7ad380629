// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <signal.h>

#include "host/cli/interrupt_watch.h"
#include "host/engine/engine.h"

namespace dashflow::cli {

// While it lives, an interrupt (Ctrl-C) cancels the runs of `engine`, and a request to terminate,
// as of a system that shuts down, lets their supersteps end. Either way their threads can be
// resumed.
class OrderlyRuns {
 public:
  OrderlyRuns(InterruptWatch& watch, engine::Engine& engine)
      : end_(watch,
             [&engine](int signal) { signal == SIGTERM ? engine.Drain() : engine.CancelAll(); }) {}

  // A run that was being started when the signal came ends, too.
  void Watch(const engine::RunHandle& run) const {
    if (end_.signal() == SIGINT) run.Cancel();
  }

 private:
  OrderlyEnd end_;
};

}  // namespace dashflow::cli
