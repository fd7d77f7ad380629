// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/inner_states.h"

#include "host/checkpoint/history/views.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/cli/view/thread_views.h"
#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

Result<Value> InnerState(checkpoint::Store& store, const checkpoint::NamespaceRecord& call,
                         InnerValues values) {
  DF_ASSIGN(const auto loaded, checkpoint::Loader(store).LoadHead(call.stream));
  DF_ASSIGN(const Value inner, InnerStates(store, call.thread, loaded, values));
  ObjectBuilder state;
  state.Add("task", call.task);
  state.Add("ns", call.name);
  state.Add("checkpoint", ToText(loaded.position));
  if (values == InnerValues::kShown)
    state.Add("values", checkpoint::ValuesOf(loaded.state, loaded.names));
  state.Add("next", NextView(loaded.state, loaded.names));
  state.Add("tasks", ProgressView(loaded));
  state.Add("node_types", TypesView(loaded.state));
  state.Add("subworkflows", inner);
  return std::move(state).Build();
}

}  // namespace

Result<Value> InnerStates(checkpoint::Store& store, const std::string& thread,
                          const checkpoint::Loaded& caller, InnerValues values) {
  ArrayBuilder states;
  DF_ASSIGN(const auto calls, checkpoint::NamespaceDirectory(store).CallsOf(
                                  thread, caller.position.stream, caller.state.DueStep()));
  for (const auto& call : calls) {
    DF_ASSIGN(Value state, InnerState(store, call, values));
    states.Add(std::move(state));
  }
  return std::move(states).Build();
}

}  // namespace dashflow::cli
