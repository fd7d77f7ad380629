// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/queue/run_desk.h"
#include "host/api/workflows/workflows.h"
#include "host/plugin/plugin_registry.h"
#include "host/telemetry/registry.h"

namespace dashflow::cli {

// All outlive the registry.
void AddPlugins(telemetry::Registry& registry, const plugin::PluginRegistry& plugins);
void AddQueue(telemetry::Registry& registry, const api::RunDesk& desk);
void AddWorkflows(telemetry::Registry& registry, const api::Workflows& workflows);

}  // namespace dashflow::cli
