// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/node.h"
#include "host/plugin/call/call_frame.h"
#include "host/plugin/file/manifest.h"

namespace dashflow::plugin {

class Plugin;

// A node type as its plugin's manifest describes it; the plugin's code is loaded by the first
// Create. [any-thread]
class PluginNodeType final : public graph::NodeType {
 public:
  // `plugin` and `completions` outlive it.
  PluginNodeType(Plugin& plugin, const graph::NodeTypeInfo& info, CompletionPool& completions);

  const graph::NodeTypeInfo& info() const override { return info_; }
  // Errors: plugin_* when the plugin's code cannot be loaded, those of PluginNode::Create.
  Result<std::unique_ptr<graph::Node>> Create(const Value& config) const override;

 private:
  Plugin& plugin_;
  const graph::NodeTypeInfo& info_;
  CallContext context_;
};

}  // namespace dashflow::plugin
