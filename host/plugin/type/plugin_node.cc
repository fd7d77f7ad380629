// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/type/plugin_node.h"

#include <new>

#include "host/plugin/call/call_async.h"
#include "host/plugin/call/status.h"
#include "host/plugin/crash/crash_scope.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {
namespace {

Error CreateError(df_status status, df_value& reason, const CallContext& context) {
  const std::string words = TakeReason(reason, "the plugin did not say why");
  const bool is_config = status == DF_INVALID_INPUT;
  Error error(is_config ? "setting_refused" : "node_failed",
              context.node_type + " does not take this configuration: " + words);
  if (!is_config) error.Category(CategoryOf(status), status == DF_TRANSIENT);
  return error.Operation("create node").Resource(context.node_type).Cause(words);
}

}  // namespace

Result<std::unique_ptr<graph::Node>> PluginNode::Create(const df_node_type& type,
                                                        const CallContext& context,
                                                        const Value& config) {
  void* instance = nullptr;
  if (type.create != nullptr) {
    const CrashScope scope(context.crash_note.c_str());
    df_value reason{};
    const df_status status = type.create(ToAbi(&config), &instance, &reason);
    if (status != DF_OK) return CreateError(status, reason, context);
  }
  return std::unique_ptr<graph::Node>(std::make_unique<PluginNode>(type, context, instance));
}

PluginNode::PluginNode(const df_node_type& type, const CallContext& context, void* instance)
    : type_(type), context_(context), instance_(instance) {}

PluginNode::~PluginNode() {
  if (type_.destroy == nullptr || instance_ == nullptr) return;
  const CrashScope scope(context_.crash_note.c_str());
  type_.destroy(instance_);
}

graph::Outcome PluginNode::Run(graph::Call& call) noexcept {
  const CrashScope scope(context_.crash_note.c_str());
  Handoff handoff;
  auto* frame = new (call.adapter()) CallFrame(call, context_, instance_, handoff);
  const df_status status = type_.run(frame);
  // From here on the call may be gone if its completion was taken.
  if (handoff.completion != nullptr) return SettleAsync(context_, handoff, status);
  frame->handoff = nullptr;
  return Settle(*frame, status);
}

}  // namespace dashflow::plugin
