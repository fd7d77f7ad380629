// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/type/plugin_node_type.h"

#include "host/plugin/type/plugin.h"
#include "host/plugin/type/plugin_node.h"

namespace dashflow::plugin {
namespace {

CallContext ContextOf(const Manifest& manifest, const graph::NodeTypeInfo& info,
                      CompletionPool& completions) {
  return {.plugin = manifest.id,
          .node_type = info.name,
          .plugin_version = manifest.version,
          .exec = info.exec,
          .output_count = static_cast<std::uint32_t>(info.outputs.size()),
          .crash_note = "plugin '" + manifest.id + "', node type '" + info.name + "'",
          .completions = &completions};
}

}  // namespace

PluginNodeType::PluginNodeType(Plugin& plugin, const graph::NodeTypeInfo& info,
                               CompletionPool& completions)
    : plugin_(plugin), info_(info), context_(ContextOf(plugin.manifest(), info, completions)) {}

Result<std::unique_ptr<graph::Node>> PluginNodeType::Create(const Value& config) const {
  DF_ASSIGN(const LoadedPlugin* loaded, plugin_.Load());
  const std::string_view full_name = info_.name;
  const df_node_type* type = loaded->FindNode(full_name.substr(context_.plugin.size() + 1));
  return PluginNode::Create(*type, context_, config);
}

}  // namespace dashflow::plugin
