// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/reload/workflow_watch.h"

#include <chrono>
#include <mutex>
#include <tuple>

namespace dashflow::cli {
namespace {

constexpr std::chrono::seconds kEvery{1};

}  // namespace

struct WorkflowWatch::State {
  api::Workflows& workflows;
  engine::Engine& engine;
  const Clock& clock;
  std::mutex looking{};
  bool is_over = false;
};

WorkflowWatch::WorkflowWatch(api::Workflows& workflows, engine::Engine& engine, const Clock& clock)
    : state_(new State{.workflows = workflows, .engine = engine, .clock = clock}) {}

WorkflowWatch::~WorkflowWatch() {
  const std::lock_guard lock(state_->looking);
  state_->is_over = true;
}

void WorkflowWatch::Begin() { Look(state_); }

void WorkflowWatch::Look(const std::shared_ptr<State>& state) {
  const std::lock_guard lock(state->looking);
  if (state->is_over) return;
  for (const std::string& name : state->workflows.names())
    std::ignore = state->workflows.Find(name);
  state->engine.CallAt(state->clock.Now() + kEvery, [state] { Look(state); });
}

}  // namespace dashflow::cli
