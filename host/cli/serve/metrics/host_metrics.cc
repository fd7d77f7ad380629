// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/metrics/host_metrics.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace dashflow::cli {
namespace {

using telemetry::Registry;
using telemetry::Sample;
using Samples = std::vector<Sample>;

telemetry::Collect One(std::function<double()> read) {
  return [read = std::move(read)] { return Samples{{{}, read()}}; };
}

Samples Types(const plugin::PluginRegistry& plugins) {
  std::size_t nodes = 0;
  std::size_t reducers = 0;
  std::size_t stores = 0;
  for (const auto& plugin : plugins.plugins()) {
    nodes += plugin->manifest().nodes.size();
    reducers += plugin->manifest().reducers.size();
    stores += plugin->manifest().stores.size();
  }
  return {{{"node"}, static_cast<double>(nodes)},
          {{"reducer"}, static_cast<double>(reducers)},
          {{"store"}, static_cast<double>(stores)}};
}

}  // namespace

void AddPlugins(Registry& registry, const plugin::PluginRegistry& plugins) {
  registry.Collected("dashflow_plugins_found", "Plugins on the search path",
                     One([&] { return static_cast<double>(plugins.plugins().size()); }));
  registry.Collected(
      "dashflow_plugins_loaded", "Plugins whose code is loaded", One([&] {
        return static_cast<double>(std::ranges::count_if(
            plugins.plugins(), [](const auto& plugin) { return plugin->is_loaded(); }));
      }));
  registry.Collected("dashflow_plugins_refused", "Files on the search path that are no plugins",
                     One([&] { return static_cast<double>(plugins.refused().size()); }));
  registry.Collected("dashflow_plugin_types", "What the plugins offer",
                     [&] { return Types(plugins); }, {"kind"});
}

void AddQueue(Registry& registry, const api::RunDesk& desk) {
  registry.Collected("dashflow_queue_waiting_runs", "Orders for runs that wait for their turn",
                     One([&] { return static_cast<double>(desk.counts().waiting); }));
  registry.Collected("dashflow_queue_running_runs", "Orders for runs that have begun",
                     One([&] { return static_cast<double>(desk.counts().running); }));
  registry.Collected(
      "dashflow_queue_oldest_seconds", "For how long the first of those that wait has been due",
      One([&] { return std::chrono::duration<double>(desk.counts().oldest).count(); }));
}

void AddWorkflows(Registry& registry, const api::Workflows& workflows) {
  registry.Collected("dashflow_workflows", "Workflows that are served",
                     One([&] { return static_cast<double>(workflows.names().size()); }));
  registry.Collected("dashflow_workflows_broken",
                     "Workflows that are not served as their files are now, since those have "
                     "mistakes",
                     One([&] { return static_cast<double>(workflows.mistakes().size()); }));
}

}  // namespace dashflow::cli
