// SPDX-License-Identifier: Apache-2.0
#include "host/cli/plugin_target.h"

#include <algorithm>
#include <filesystem>

namespace dashflow::cli {
namespace {

namespace fs = std::filesystem;

bool IsFile(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

bool IsSame(const std::string& a, const std::string& b) {
  std::error_code ignored;
  return fs::equivalent(a, b, ignored);
}

Error Choose(const std::string& plugin, const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  if (names.empty()) list = "it has none";
  return Error("usage", "which node type of '" + plugin + "' is not said")
      .Operation("find node type")
      .Resource(plugin)
      .Cause("node types of '" + plugin + "': " + list)
      .Fix(names.empty() ? "name another plugin" : "use one of " + list);
}

}  // namespace

PluginTarget ParsePluginTarget(const std::string& text, Globals& globals) {
  PluginTarget target{{}, text};
  const auto dot = text.rfind('.');
  if (IsFile(text)) {
    target = {text, {}};
  } else if (dot != std::string::npos && IsFile(text.substr(0, dot))) {
    target = {text.substr(0, dot), text.substr(dot + 1)};
  }
  if (!target.file.empty()) globals.plugin_path.insert(globals.plugin_path.begin(), target.file);
  return target;
}

Result<std::string> NameOf(const PluginTarget& target, const plugin::PluginRegistry& plugins) {
  if (target.file.empty()) return target.name;
  for (const Error& refusal : plugins.refused())
    if (IsSame(refusal.resource(), target.file)) return refusal;
  const auto is_it = [&](const auto& plugin) { return IsSame(plugin->path(), target.file); };
  const auto found = std::ranges::find_if(plugins.plugins(), is_it);
  if (found == plugins.plugins().end())
    return Error("plugin_not_found", target.file + " was not read").Resource(target.file);
  const std::string& id = (*found)->manifest().id;
  return target.name.empty() ? id : id + "." + target.name;
}

Result<const graph::NodeType*> OnlyTypeOf(const std::string& name,
                                          const plugin::PluginRegistry& plugins) {
  std::string type = name;
  const plugin::Plugin* plugin = plugins.FindPlugin(name);
  if (plugin != nullptr) {
    std::vector<std::string> names;
    for (const auto& node : plugin->manifest().nodes) names.push_back(node.name);
    if (names.size() != 1) return Choose(name, names);
    type = names.front();
  }
  const graph::NodeType* found = plugins.Find(type);
  return found == nullptr ? Result<const graph::NodeType*>(plugins.WhyNot(type)) : found;
}

}  // namespace dashflow::cli
