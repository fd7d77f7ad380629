// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "host/base/clock.h"
#include "host/cli/serve/service_manager.h"
#include "host/engine/engine.h"

namespace dashflow::cli {

// Tells the service manager that the host is alive, each time that the engine calls back: from its
// timer, through its threads for what may block. As long as the engine lives; all outlive that.
void KeepBeating(std::shared_ptr<const ServiceManager> manager, engine::Engine& engine,
                 const Clock& clock);

}  // namespace dashflow::cli
