// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/inner_states.h"

#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/cli/view/thread_views.h"
#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

Result<Value> InnerState(checkpoint::Store& store, const checkpoint::NamespaceRecord& call) {
  DF_ASSIGN(const auto loaded, checkpoint::Loader(store).LoadHead(call.stream));
  DF_ASSIGN(const Value inner, InnerStates(store, call.thread, loaded));
  return Value::EmptyObject()
      .Set("task", call.task)
      .Set("ns", call.name)
      .Set("checkpoint", ToText(loaded.position))
      .Set("values", StateView(loaded))
      .Set("next", NextView(loaded.state, loaded.names))
      .Set("tasks", ProgressView(loaded))
      .Set("subworkflows", inner);
}

}  // namespace

Result<Value> InnerStates(checkpoint::Store& store, const std::string& thread,
                          const checkpoint::Loaded& caller) {
  ArrayBuilder states;
  DF_ASSIGN(const auto calls, checkpoint::NamespaceDirectory(store).CallsOf(
                                  thread, caller.position.stream, caller.state.DueStep()));
  for (const auto& call : calls) {
    DF_ASSIGN(Value state, InnerState(store, call));
    states.Add(std::move(state));
  }
  return std::move(states).Build();
}

}  // namespace dashflow::cli
