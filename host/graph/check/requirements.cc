// SPDX-License-Identifier: Apache-2.0
#include "host/graph/check/version_range.h"
#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

// Any node type of the plugin knows its version.
const NodeType* FindTypeOf(const NodeTypes& types, const std::string& plugin) {
  const std::string prefix = plugin + ".";
  for (const std::string& name : types.Names())
    if (name.starts_with(prefix)) return types.Find(name);
  return nullptr;
}

void CheckRequirement(Build& build, const Requirement& requirement) {
  const std::string& plugin = requirement.plugin.name;
  const NodeType* type = FindTypeOf(build.context.types, plugin);
  if (type == nullptr) {
    build.findings.Add(requirement.plugin.at, "plugin_not_found",
                       "the workflow requires the plugin '" + plugin + "', which is not there");
    return;
  }
  const std::string& version = type->info().plugin_version;
  const auto inside = InRange(version, requirement.range.name);
  if (inside.has_error()) {
    build.findings.Add(requirement.range.at, inside.error());
  } else if (!*inside) {
    build.findings
        .Add(requirement.range.at, "plugin_version",
             "the plugin '" + plugin + "' is version " + version + ", required is " +
                 requirement.range.name)
        .Fix("install a version in this range");
  }
}

}  // namespace

void CheckRequirements(Build& build) {
  for (const Requirement& requirement : build.definition.requirements)
    CheckRequirement(build, requirement);
}

}  // namespace dashflow::graph
