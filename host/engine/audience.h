// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/engine/request.h"

namespace dashflow::engine {

// Who wants to hear of runs that somebody else begins: a recovery, the command line, the time of a
// question. [any-thread]
class Audience {
 public:
  virtual ~Audience() = default;
  // A run is about to begin on the thread; it may still be refused. May put a sink of its own in
  // place of `options.sink`, which then hands on to that, and an ear for the end where there is
  // none. Both outlive the run.
  virtual void Join(const std::string& thread, RunOptions& options) = 0;
  // It was refused.
  virtual void Leave(const std::string& thread) = 0;
};

}  // namespace dashflow::engine
