// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/telemetry/registry.h"

namespace dashflow::telemetry {

// What the system says of this process (process_…), by the names that Prometheus gives them, and
// which build it is (dashflow_build_info).
void AddProcess(Registry& registry, std::string_view version);

}  // namespace dashflow::telemetry
