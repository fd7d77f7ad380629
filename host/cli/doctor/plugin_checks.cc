// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "host/cli/doctor/checks.h"

namespace dashflow::cli {
namespace {

void CheckFolder(const plugin::PluginRegistry& plugins, const std::string& folder,
                 Findings& findings) {
  const auto is_it = [&](const Error& error) { return error.resource() == folder; };
  const auto refusal = std::ranges::find_if(plugins.refused(), is_it);
  if (refusal != plugins.refused().end()) {
    findings.push_back(Wrong(Health::kError, "plugin folder", *refusal));
    return;
  }
  std::error_code ignored;
  const bool there = std::filesystem::is_directory(folder, ignored);
  findings.push_back(Fine("plugin folder", folder + (there ? "" : " (not there)")));
}

void CheckPlugin(plugin::Plugin& plugin, Findings& findings) {
  const auto loaded = plugin.Load();
  if (loaded.has_error()) {
    findings.push_back(Wrong(Health::kError, "plugin", loaded.error()));
    return;
  }
  const auto& manifest = plugin.manifest();
  findings.push_back(
      Fine("plugin", manifest.id + " " + manifest.version + " (" + plugin.path() + ")"));
}

bool IsFolder(const plugin::PluginRegistry& plugins, const std::string& path) {
  return std::ranges::any_of(plugins.folders(),
                             [&](const auto& folder) { return folder.path == path; });
}

}  // namespace

void CheckPlugins(const plugin::PluginRegistry& plugins, Findings& findings) {
  for (const auto& folder : plugins.folders()) CheckFolder(plugins, folder.path, findings);
  for (const auto& plugin : plugins.plugins()) CheckPlugin(*plugin, findings);
  for (const Error& refusal : plugins.refused()) {
    if (IsFolder(plugins, refusal.resource())) continue;
    const bool is_hidden = refusal.code() == "plugin_conflict";
    findings.push_back(Wrong(is_hidden ? Health::kWarning : Health::kError, "plugin", refusal));
  }
  if (plugins.plugins().empty()) {
    findings.push_back(Wrong(Health::kError, "plugin",
                             Error("plugin_not_found", "no plugin is in the search path")));
  }
}

}  // namespace dashflow::cli
