// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.h>

#include <string>

#include "host/graph/call.h"
#include "host/plugin/call/completion_pool.h"

namespace dashflow::plugin {

// What all calls of one node type have in common.
struct CallContext {
  std::string plugin;
  std::string node_type;
  std::string plugin_version;
  graph::ExecClass exec = graph::ExecClass::kCompute;
  std::uint32_t output_count = 0;
  std::string crash_note;                 // for CrashScope
  CompletionPool* completions = nullptr;  // outlives the node type
};

// Stands on the stack of the thread that runs an async node, which may outlive the call.
struct Handoff {
  df_completion* completion = nullptr;
};

// One attempt as the plugin gets it; lies in Call::adapter(), so that a call costs no allocation.
struct CallFrame : df_call {
  graph::Call* owner;
  const CallContext* context;
  Handoff* handoff;          // null once a completion was taken, or the node has returned
  bool has_error = false;    // Call::Fail said why
  bool was_refused = false;  // by the host: whatever the node answers, the task fails
  bool has_asked = false;    // an interrupt waits for its answer
  bool has_suspended = false;

  CallFrame(graph::Call& call, const CallContext& of, void* node_instance, Handoff& to);
};
static_assert(sizeof(CallFrame) <= graph::Call::kAdapterBytes);

inline CallFrame* FrameOf(df_call* call) { return static_cast<CallFrame*>(call); }

// Tells the call why it fails; names plugin and node type where the error does not.
void FailCall(CallFrame& frame, Error error);
// The same for what the host refused: the task fails even when the node goes on.
void RefuseCall(CallFrame& frame, Error error);

// What the engine is told for what a node answered. Never kPending. Fails the call where the status
// and what was said before do not fit together, or when a failure was not explained.
graph::Outcome Settle(CallFrame& frame, df_status status) noexcept;

}  // namespace dashflow::plugin
