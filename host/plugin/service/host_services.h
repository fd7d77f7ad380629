// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/random.h"
#include "host/plugin/call/completion_pool.h"

namespace dashflow::plugin {

// What this host's services to plugins work with. Outlives every plugin that was entered with it.
// [any-thread]
class HostServices {
 public:
  // `clock`, `random` and `log` outlive it; `version` is this host's.
  HostServices(const Clock& clock, Random& random, Log& log, std::string version)
      : clock_(clock),
        random_(random),
        log_(log),
        version_(std::move(version)),
        completions_(log) {}

  const Clock& clock() const { return clock_; }
  Random& random() { return random_; }
  Log& log() { return log_; }
  const std::string& version() const { return version_; }
  CompletionPool& completions() { return completions_; }

 private:
  const Clock& clock_;
  Random& random_;
  Log& log_;
  std::string version_;
  CompletionPool completions_;
};

}  // namespace dashflow::plugin
