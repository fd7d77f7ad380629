// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/node.h>

#include <memory>
#include <string>

#include "host/graph/node.h"
#include "host/plugin/call/call_frame.h"

namespace dashflow::plugin {

// A configured instance of a plugin's node type. Destroyed before the plugin.
class PluginNode final : public graph::Node {
 public:
  // `context` lives as long as the node's type. `config` fits its schema.
  // Errors: setting_refused (the plugin says why), or by what it answered.
  static Result<std::unique_ptr<graph::Node>> Create(const df_node_type& type,
                                                     const CallContext& context,
                                                     const Value& config);
  PluginNode(const df_node_type& type, const CallContext& context, void* instance);
  PluginNode(const PluginNode&) = delete;
  PluginNode& operator=(const PluginNode&) = delete;
  ~PluginNode() override;

  graph::Outcome Run(graph::Call& call) noexcept override;

 private:
  const df_node_type& type_;
  const CallContext& context_;
  void* instance_;
};

}  // namespace dashflow::plugin
