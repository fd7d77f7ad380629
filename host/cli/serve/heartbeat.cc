// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/heartbeat.h"

#include <utility>

namespace dashflow::cli {

void KeepBeating(std::shared_ptr<const ServiceManager> manager, engine::Engine& engine,
                 const Clock& clock) {
  if (manager->watchdog().count() == 0) return;
  manager->Alive();
  const WallTime next = clock.Now() + manager->watchdog();
  engine.CallAt(next, [manager = std::move(manager), &engine, &clock] {
    KeepBeating(manager, engine, clock);
  });
}

}  // namespace dashflow::cli
